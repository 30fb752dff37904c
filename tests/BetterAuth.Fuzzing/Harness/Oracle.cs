using System.Diagnostics.CodeAnalysis;

namespace BetterAuth.Fuzzing.Harness;

/// <summary>What targets assert.</summary>
internal static class Oracle
{
    /// <summary>Bytes that may be allocated for a message nobody has authenticated yet.</summary>
    public const long MaxAllocation = 64 * 1024;

    /// <summary>How often a call is measured before it counts as expensive: what is made once and for all (by the compiler, by pools) is not the input's doing.</summary>
    private const int Measurements = 4;

    /// <summary>Throws, saying what did not hold.</summary>
    public static void Holds([DoesNotReturnIf(false)] bool condition, string what)
    {
        if (!condition)
        {
            throw new OracleException(what);
        }
    }

    /// <summary>Throws when the two differ.</summary>
    public static void Same<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new OracleException($"{what}: expected {expected}, was {actual}");
        }
    }

    /// <summary>Throws when the bytes differ.</summary>
    public static void Same(byte[] expected, byte[] actual, string what) => Same(expected.AsSpan(), actual, what);

    /// <inheritdoc cref="Same(byte[], byte[], string)"/>
    public static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string what)
    {
        if (!expected.SequenceEqual(actual))
        {
            throw new OracleException($"{what}: expected {Convert.ToBase64String(expected)}, was {Convert.ToBase64String(actual)}");
        }
    }

    /// <summary>Calls something that may be called again with the same outcome, and throws when it allocates too much each time.</summary>
    public static T Cheap<T>(Func<T> call)
    {
        long least = long.MaxValue;
        T result = default!;
        for (int i = 0; i < Measurements && least > MaxAllocation; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            result = call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least <= MaxAllocation ? result : throw new OracleException($"allocated {least} bytes before anything was authenticated");
    }
}
