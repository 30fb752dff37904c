using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>From a point per lane to a point per quad, as [X, Y, ZZ, ZZZ], and what is done with those.</summary>
internal static class Quads<T>
    where T : unmanaged, ILanes<T>, IQuads<T>
{
    private const byte Upper = 0b1100;

    /// <summary>A point in the first quad.</summary>
    public static void Become(in AffinePoint point, out T quad)
    {
        quad = T.One;
        T.Set(ref quad, 0, point.X);
        T.Set(ref quad, 1, point.Y);
    }

    /// <summary>From the first quad to a lane.</summary>
    public static void Place(in T quad, ref LanePoint<T> points, int lane)
    {
        const int Limbs = 5;
        ReadOnlySpan<double> from = MemoryMarshal.Cast<T, double>(new ReadOnlySpan<T>(in quad));
        Span<double> to = MemoryMarshal.Cast<LanePoint<T>, double>(new Span<LanePoint<T>>(ref points));
        for (int coordinate = 0; coordinate < 4; coordinate++)
        {
            for (int limb = 0; limb < Limbs; limb++)
            {
                to[(((coordinate * Limbs) + limb) * T.Count) + lane] = from[(limb * T.Count) + coordinate];
            }
        }
    }

    /// <summary>From a point per lane to a point per quad: lanes 0, 1, 2, 3 of every quad go to four vectors.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(in LanePoint<T> points, out T point0, out T point1, out T point2, out T point3)
    {
        T.Even(points.X, points.Y, out T xy);
        T.Even(points.ZZ, points.ZZZ, out T zz);
        T.Permute(zz, 0b01_00_01_00, out T moved);
        T.Blend(xy, moved, Upper, out point0);
        T.Permute(xy, 0b11_10_11_10, out moved);
        T.Blend(moved, zz, Upper, out point2);

        T.Odd(points.X, points.Y, out xy);
        T.Odd(points.ZZ, points.ZZZ, out zz);
        T.Permute(zz, 0b01_00_01_00, out moved);
        T.Blend(xy, moved, Upper, out point1);
        T.Permute(xy, 0b11_10_11_10, out moved);
        T.Blend(moved, zz, Upper, out point3);
    }

    /// <summary>The sum of the points of each four lanes, in a quad: those of lanes 0 … 3 once, twice, four times and eight times.</summary>
    [SkipLocalsInit]
    public static void Fold(in LanePoint<T> points, out T sums)
    {
        Unsafe.SkipInit(out Twice<T> even);
        Unsafe.SkipInit(out Twice<T> odd);
        Transpose(points, out even.First, out odd.First, out even.Second, out odd.Second);
        QuadFormulas<Twice<T>>.Double(ref odd);
        QuadFormulas<Twice<T>>.Add(even, odd, out even);
        QuadFormulas<T>.Double(ref even.Second);
        QuadFormulas<T>.Double(ref even.Second);
        QuadFormulas<T>.Add(even.First, even.Second, out sums);
    }
}
