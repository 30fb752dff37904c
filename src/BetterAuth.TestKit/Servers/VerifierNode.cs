using System.Buffers;
using BetterAuth.Access;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Servers;

/// <summary>An application's server: verifies access requests, and answers them signed.</summary>
internal sealed class VerifierNode : Actor
{
    public static readonly AccessOptions Times = new() { MaxTokenLength = 4096 };

    private static readonly AccessTarget Target = new("POST", ClientNetwork.AccessPath);

    private ResponseSigner _signer;
    private AccessVerifier _verifier;

    public VerifierNode(World world, int number)
        : base(world, $"verifier {number}")
    {
        ResponseKey = world.ResponseRing.Current;
        _signer = new(ResponseKey.Key);
        _verifier = Build();
    }

    /// <summary>What it signs answers with.</summary>
    public ServerKey ResponseKey { get; private set; }

    /// <summary>Is given the response key there is now.</summary>
    public void TakeKeys()
    {
        ResponseKey.LastUsed = World.Time.Now;
        ResponseKey = World.ResponseRing.Current;
        _signer = new(ResponseKey.Key);
    }

    public async Task HandleAsync(Flight flight)
    {
        DateTimeOffset started = World.Time.Now;
        RequestContext.Current = new(this, flight.Message, null, started);
        ArrayBufferWriter<byte> answer = new(512);
        try
        {
            AccessResult result = await _verifier.VerifyAsync(flight.Message.Bytes, Target).ConfigureAwait(false);
            if (result.IsVerified)
            {
                using VerifiedAccess access = result.Access;
                World.Ledger.Accepted(this, flight.Message, access, started);
                await _signer.WriteAsync(access.Nonce, access.Request, answer).ConfigureAwait(false);
            }
            else
            {
                World.Ledger.Refused(this, flight.Message, result.Refusal, started);
                RefusalJson.Write(result.Refusal, answer);
            }
        }
        catch (StoreUnavailableException)
        {
            // 503: an empty answer.
        }
#pragma warning disable CA1031 // Whatever else a verifier throws is a bug.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            World.Fail("no exception", $"{Name} threw {exception.GetType().Name}: {exception}");
        }

        await World.PassAsync(this, FaultPoint.Send).ConfigureAwait(false);
        World.Reply(flight, answer.WrittenMemory);
    }

    protected override void OnCrash()
    {
        // A lock in memory is lost with the process; a new one knows that it knows nothing.
    }

    protected override void OnRestart() => _verifier = Build();

    private AccessVerifier Build() => new(World.Seams.Configure(this, new AccessVerifierOptions
    {
        AccessKeys = World.Seams.AccessKeys(this, World.AccessRing),
        ReplayLock = new FaultyReplayLock(this, World.Seams.AboveLock(this, World.SharedLock ?? new MemoryReplayLock(Clock))),
        Revocations = World.Revocations is null ? null : new RevocationList(new FaultyRevocations(this, World.Seams.AboveRevocations(this, World.Revocations)), Clock) { RunsWaitersInline = true },
        Times = Times,
        Audience = RealDevice.Audience,
        Nonces = World.Settings.Nonces,
        Suite = World.Suite,
        TimeProvider = Clock,
    }));
}
