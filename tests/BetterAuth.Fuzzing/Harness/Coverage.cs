using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BetterAuth.Wire;
using SharpFuzz.Common;

namespace BetterAuth.Fuzzing.Harness;

/// <summary>
/// Which code an input reaches, where the library was instrumented by SharpFuzz (<c>eng/fuzz</c>): its code then counts every branch in a map of 64 KiB. Without that the map stays empty, and inputs are made of the corpus alone.
/// </summary>
internal static unsafe class Coverage
{
    private const int Length = 1 << 16;

    private static byte* _map;

    private static readonly byte[] Seen = new byte[Length];

    /// <summary>Whether the library counts.</summary>
    public static bool IsMeasured { get; } = typeof(WireReader).Assembly.GetReferencedAssemblies().Any(name => name.Name == "SharpFuzz.Common");

    /// <summary>How many branches were reached so far, by how often in an input they were.</summary>
    public static int Reached { get; private set; }

    /// <summary>Before an input.</summary>
    public static void Clear()
    {
        if (IsMeasured)
        {
            new Span<byte>(_map, Length).Clear();
            Trace.PrevLocation = 0;
        }
    }

    /// <summary>Whether a branch was reached that was never reached before, or more often than ever (in powers of two).</summary>
    public static bool HasNew()
    {
        if (!IsMeasured)
        {
            return false;
        }

        bool hasNew = false;
        ReadOnlySpan<byte> map = new(_map, Length);
        for (int at = map.IndexOfAnyExcept((byte)0); at >= 0 && at < Length; at++)
        {
            byte times = map[at] == 0 ? (byte)0 : (byte)(1 << BitOperations.Log2(map[at]));
            if ((Seen[at] & times) != times)
            {
                Seen[at] |= times;
                Reached++;
                hasNew = true;
            }
        }

        return hasNew;
    }

    /// <summary>Before anything else runs: instrumented code writes into the map unasked, on every thread.</summary>
    [ModuleInitializer]
    internal static void Install()
    {
        _map = (byte*)NativeMemory.AllocZeroed(Length);
        Trace.SharedMem = _map;
    }
}
