using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Bugs of access verification.</summary>
internal static partial class Bugs
{
    private static (string Name, Func<Seams> Seams)[] Verifiers { get; } =
    [
        ("used nonces are not remembered", () => new VerifierBug { Shared = _ => new Forgetful() }),
        ("used nonces are looked up, then recorded", () => new VerifierBug { Shared = _ => new CheckThenSet(), World = settings => settings with { Pauses = 300, Duplicates = 200, Attacked = true } }),
        ("each verifier remembers used nonces for itself", () => new VerifierBug { Lock = (node, _) => new MemoryReplayLock(node.Clock), World = settings => settings with { SharedLock = true, Verifiers = 2, Duplicates = 200, Attacked = true } }),
        ("a lock in memory claims to know what was accepted before its start", () => new VerifierBug { Lock = (node, _) => MemoryReplayLock.ForFreshKeys(node.Clock), World = settings => settings with { SharedLock = false, Verifiers = 1, Duplicates = 200, Crashes = 50, Attacked = true } }),
        ("used nonces are held for the window only, without tolerance and skew", () => new VerifierBug { Shared = world => new Holding(world.StoreClock, TimeSpan.FromSeconds(25)), World = Patient }),
        ("the window is checked before the reservation only (exactly-once, section 9)", () => new VerifierBug { Options = (node, options) => options with { TimeProvider = new FrozenClock(node.Clock) }, World = settings => settings with { Pauses = 300, LongDelays = 20 } }),
        ("the window is twice as long as it should be", () => new VerifierBug { Options = (_, options) => options with { Times = options.Times with { Window = TimeSpan.FromSeconds(60) } }, World = settings => Patient(settings) with { Loss = 150 } }),
        ("an application signs for any nonce, where servers require bound ones and clients believe", () => new VerifierBug { Options = (_, options) => options with { Nonces = NoncePolicy.Compatible }, World = settings => settings with { Nonces = NoncePolicy.RequireBound, Trust = Client.AcknowledgementTrust.Believe, ForgesAcknowledgements = true, Attacked = true, AttackWeight = 250, Legacy = 0, KeyChanges = 0, Pauses = 0 } }),
        ("revocations are not looked at", () => new VerifierBug { Options = (_, options) => options with { Revocations = null }, World = Revoking }),
        ("revocations are read once", () => new VerifierBug { Reader = reader => new Once(reader), World = Revoking }),
        ("revocations are those of the reading before: what comes slowly is taken for fresh", () => new VerifierBug { Reader = reader => new OneBehind(reader), World = Revoking }),
        ("revocations that cannot be read are taken for none", () => new VerifierBug { Reader = reader => new FailingOpen(reader), World = settings => Revoking(settings) with { Attacked = true } }),
        ("an acknowledgement does not wait for the publication of its revocations (exactly-once, section 9: outbox)", () => new VerifierBug { Reader = reader => new Late(reader), World = Revoking }),
    ];

    private static WorldSettings Patient(WorldSettings settings) =>
        settings with { Attacked = true, AttackWeight = 300, Jumps = 60, LongDelays = 0, Legacy = 0, People = 2, DevicesEach = 3, SharedLock = true, Verifiers = 2, Loss = 0, Crashes = 0, Pauses = 0, KeyChanges = 0, Together = 0 };

    private sealed class VerifierBug : Seams
    {
        private IReplayLock? _shared;

        public Func<VerifierNode, IReplayLock, IReplayLock> Lock { get; init; } = (_, replayLock) => replayLock;

        /// <summary>One for all verifiers, which survives their restarts.</summary>
        public Func<World, IReplayLock>? Shared { get; init; }

        public Func<VerifierNode, AccessVerifierOptions, AccessVerifierOptions> Options { get; init; } = (_, options) => options;

        public Func<IRevocationReader, IRevocationReader> Reader { get; init; } = reader => reader;

        public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings with { Duplicates = 200, Attacked = true };

        public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

        public override IReplayLock AboveLock(VerifierNode node, IReplayLock replayLock) =>
            Shared is null ? Lock(node, replayLock) : _shared ??= Shared(node.World);

        public override AccessVerifierOptions Configure(VerifierNode node, AccessVerifierOptions options) => Options(node, options);

        public override IRevocationReader AboveRevocations(VerifierNode node, IRevocationReader reader) => Reader(reader);
    }

    private sealed class Forgetful : IReplayLock
    {
        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => new(true);
    }

    private sealed class CheckThenSet : IReplayLock
    {
        private readonly HashSet<Utf8Text> _used = [];

        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public async ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            Utf8Text key = new Utf8Text(entry).ToOwned();
            bool isUsed = _used.Contains(key);
            Actor verifier = RequestContext.Current!.Server;
            await verifier.World.PassAsync(verifier, FaultPoint.BeforeStore);
            _used.Add(key);
            return !isUsed;
        }
    }

    private sealed class Holding(TimeProvider clock, TimeSpan less) : IReplayLock
    {
        private readonly Dictionary<Utf8Text, DateTimeOffset> _used = [];

        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            Utf8Text key = new Utf8Text(entry).ToOwned();
            if (_used.TryGetValue(key, out DateTimeOffset held) && held > clock.GetUtcNow())
            {
                return new(false);
            }

            _used[key] = until - less;
            return new(true);
        }
    }

    private sealed class Once(IRevocationReader inner) : IRevocationReader
    {
        private IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>? _read;

        public async ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
            _read ??= await inner.RevocationsAsync(limit, cancellationToken);
    }

    private sealed class OneBehind(IRevocationReader inner) : IRevocationReader
    {
        private IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>? _read;

        public async ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default)
        {
            IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> now = await inner.RevocationsAsync(limit, cancellationToken);
            (IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> former, _read) = (_read ?? now, now);
            return former;
        }
    }

    /// <summary>A store that does not answer now and then, and somebody who made the best of it.</summary>
    private sealed class FailingOpen(IRevocationReader inner) : IRevocationReader
    {
        private int _calls;

        public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
            ++_calls % 2 == 0 ? new([]) : inner.RevocationsAsync(limit, cancellationToken);
    }

    /// <summary>Shows what was published only when something was published after it.</summary>
    private sealed class Late(IRevocationReader inner) : IRevocationReader
    {
        private IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> _former = [];
        private IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> _last = [];

        public async ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default)
        {
            IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> now = await inner.RevocationsAsync(limit, cancellationToken);
            if (now.Count != _last.Count)
            {
                (_former, _last) = (_last, now);
            }

            return _former;
        }
    }
}
