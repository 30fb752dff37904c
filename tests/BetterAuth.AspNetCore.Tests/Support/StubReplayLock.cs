using BetterAuth.Access;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>A replay lock that can be unavailable.</summary>
internal sealed class StubReplayLock : IReplayLock
{
    private readonly MemoryReplayLock _lock = MemoryReplayLock.ForFreshKeys(new FakeTimeProvider(World.Start)); // the time of the requests: to the system's clock they have long expired

    public bool IsUnavailable { get; set; }

    public DateTimeOffset KnowsSince => _lock.KnowsSince;

    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        IsUnavailable ? throw new StoreUnavailableException("The replay lock is not there.") : _lock.TryReserveAsync(entry, until, cancellationToken);
}
