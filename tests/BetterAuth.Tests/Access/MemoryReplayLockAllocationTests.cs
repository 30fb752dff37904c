using System.Buffers.Binary;
using BetterAuth.Access;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Access;

public sealed class MemoryReplayLockAllocationTests
{
    [Fact]
    public void A_steady_flow_allocates_nothing()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        MemoryReplayLock replayLock = new(clock);
        byte[] entry = new byte[32];
        ulong n = 0;
        void Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(entry, ++n * 0x9E3779B97F4A7C15);
                ValueTask<bool> reserved = replayLock.TryReserveAsync(entry, clock.GetUtcNow() + TimeSpan.FromSeconds(55));
                Assert.True(reserved.IsCompletedSuccessfully && reserved.Result);
            }
        }

        for (int second = 0; second < 300; second++)
        {
            Run(1000);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        long allocated = 0;
        for (int second = 0; second < 120; second++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(1000);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(allocated / 120_000.0, 0, 0.5); // a table that happens to be larger than ever before
    }
}
