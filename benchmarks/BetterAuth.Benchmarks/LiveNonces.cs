using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using BetterAuth.Access;

namespace BetterAuth.Benchmarks;

/// <summary>What does a reservation cost while so many nonces are live? How slow the slowest is says the report.</summary>
[MemoryDiagnoser]
public class LiveNonces
{
    private readonly byte[] _entry = new byte[32];
    private MemoryReplayLock _lock = null!;
    private ulong _number;

    [Params(1_000, 10_000, 100_000, 1_000_000, 3_000_000)]
    public int Live { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _lock = MemoryReplayLock.ForFreshKeys(TimeProvider.System);
        DateTimeOffset until = DateTimeOffset.UtcNow + TimeSpan.FromHours(1);
        for (int i = 0; i < Live; i++)
        {
            Reserve(until);
        }
    }

    /// <summary>A new nonce, which has expired when the lock next makes room.</summary>
    [Benchmark]
    public bool Reserve() => Reserve(DateTimeOffset.UnixEpoch);

    private bool Reserve(DateTimeOffset until)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_entry, 0x9E3779B97F4A7C15 * _number++);
        ValueTask<bool> reserved = _lock.TryReserveAsync(_entry, until);
        return reserved.IsCompletedSuccessfully ? reserved.Result : throw new InvalidOperationException("Not completed.");
    }
}
