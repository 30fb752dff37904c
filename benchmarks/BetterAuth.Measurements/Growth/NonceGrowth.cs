using System.Buffers.Binary;
using System.Diagnostics;
using BetterAuth.Access;

namespace BetterAuth.Measurements.Growth;

/// <summary>How the cost of a reservation grows with the number of live nonces.</summary>
internal static class NonceGrowth
{
    private const int Most = 10_000_000;

    /// <summary>Fills a lock; each call is timed. The slowest call is that of the best of several tries: what the lock itself does is in each of them, what interrupted the thread is not.</summary>
    public static GrowthPoint Measure(int nonces)
    {
        GrowthPoint[] tries = [.. Enumerable.Range(0, Math.Clamp(Most / nonces, 5, 50)).Select(_ => Fill(nonces))];
        return new("reserve", nonces, tries.Min(point => point.Nanoseconds), tries.Min(point => point.Largest), tries[0].Bytes);
    }

    private static GrowthPoint Fill(int nonces)
    {
        MemoryReplayLock replayLock = MemoryReplayLock.ForFreshKeys(TimeProvider.System);
        DateTimeOffset until = DateTimeOffset.UtcNow + TimeSpan.FromHours(1);
        byte[] entry = new byte[32];
        Reserve(replayLock, entry, 0, until);
        GC.Collect();
        int last = Math.Max(1, nonces / 10);
        long largest = 0, lastTenth = 0;
        for (int i = 1; i <= nonces; i++)
        {
            long started = Stopwatch.GetTimestamp();
            Reserve(replayLock, entry, i, until);
            long time = Stopwatch.GetTimestamp() - started;
            largest = Math.Max(largest, time);
            lastTenth += i > nonces - last ? time : 0;
        }

        double tick = 1e9 / Stopwatch.Frequency;
        return new("reserve", nonces, lastTenth * tick / last, largest * tick, (double)replayLock.Bytes / nonces);
    }

    private static void Reserve(MemoryReplayLock replayLock, byte[] entry, int number, DateTimeOffset until)
    {
        // Entries are hashes: spread over all bits, which a product with a constant does as well.
        BinaryPrimitives.WriteUInt64LittleEndian(entry, 0x9E3779B97F4A7C15 * (ulong)(number + 1));
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), number);
        ValueTask<bool> reserved = replayLock.TryReserveAsync(entry, until);
        if (!reserved.IsCompletedSuccessfully || !reserved.Result)
        {
            throw new InvalidOperationException("A new nonce was refused.");
        }
    }
}
