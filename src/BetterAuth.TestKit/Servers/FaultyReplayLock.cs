using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Servers;

/// <summary>The replay lock as one verifier sees it.</summary>
internal sealed class FaultyReplayLock(VerifierNode node, IReplayLock inner) : IReplayLock
{
    public DateTimeOffset KnowsSince => inner.KnowsSince;

    public async ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        await node.World.PassAsync(node, FaultPoint.BeforeStore).ConfigureAwait(false);
        bool reserved = await inner.TryReserveAsync(entry, until, cancellationToken).ConfigureAwait(false);
        await node.World.PassAsync(node, FaultPoint.AfterStore).ConfigureAwait(false);
        return reserved;
    }
}

/// <summary>The published revocations as one verifier sees them: slow, before they are read and after, or not at all.</summary>
internal sealed class FaultyRevocations(VerifierNode node, IRevocationReader inner) : IRevocationReader
{
    public async ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default)
    {
        await node.World.PassAsync(node, FaultPoint.BeforeStore).ConfigureAwait(false);
        IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> revocations = Inline.Wait(inner.RevocationsAsync(limit, cancellationToken));
        await node.World.PassAsync(node, FaultPoint.AfterStore).ConfigureAwait(false);
        return revocations;
    }
}
