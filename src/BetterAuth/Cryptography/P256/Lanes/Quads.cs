using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Addition of points that lie in a quad each, as [X, Y, ZZ, ZZZ]: the fourteen products of add-2008-s take four multiplications of four lanes.</summary>
internal static class Quads<T>
    where T : unmanaged, IQuads<T>
{
    private const byte Place0 = 0b00_00_00_00, Place1 = 0b01_01_01_01, Place2 = 0b10_10_10_10; // one element at all places
    private const byte Upper = 0b1100, At1 = 0b0010, At3 = 0b1000;

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

    /// <summary>a + b. Like all formulas here it does not look for exceptions: they give ZZ = 0.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in T a, in T b, out T sum)
    {
        Cross(a, b, out T us);

        // [P, R, P, R], P = U₂ − U₁ and R = S₂ − S₁.
        T.Permute(us, 0b11_01_11_01, out T second);
        T.Permute(us, 0b10_00_10_00, out T first);
        T.Subtract(second, first, out T pr);

        // [P, R, ZZ₁, ZZZ₁]·[P, R, ZZ₂, ZZZ₂].
        T.Blend(pr, a, Upper, out first);
        T.Blend(pr, b, Upper, out second);
        T.Multiply(first, second, out T squares);

        // [P, U₁, ZZ₁·ZZ₂, –]·P² = [P³, Q, ZZ₃, –].
        T.Permute(us, Place0, out first);
        T.Blend(pr, first, At1, out first);
        T.Blend(first, squares, Upper, out first);
        T.Permute(squares, Place0, out second);
        T.Multiply(first, second, out T cubes);
        Finish(us, pr, squares, cubes, out sum);
    }

    /// <summary>[X₁, X₂, Y₁, Y₂]·[ZZ₂, ZZ₁, ZZZ₂, ZZZ₁] = [U₁, U₂, S₁, S₂].</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cross(in T a, in T b, out T us)
    {
        T.Even(a, b, out T even); // [X₁, X₂, ZZ₁, ZZ₂]
        T.Odd(a, b, out T odd); // [Y₁, Y₂, ZZZ₁, ZZZ₂]
        T.Permute(odd, 0b01_00_01_00, out T left);
        T.Blend(even, left, Upper, out left);
        T.Permute(even, 0b10_11_10_11, out T right);
        T.Permute(odd, 0b10_11_10_11, out T rest);
        T.Blend(right, rest, Upper, out right);
        T.Multiply(left, right, out us);
    }

    /// <summary>X₃ = R² − P³ − 2Q, Y₃ = R·(Q − X₃) − S₁·P³, ZZZ₃ = ZZZ₁·ZZZ₂·P³.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish(in T us, in T pr, in T squares, in T cubes, out T sum)
    {
        T.Permute(squares, Place1, out T rr);
        T.Permute(cubes, Place0, out T ppp);
        T.Permute(cubes, Place1, out T q);
        T.SubtractTwice(rr, ppp, q, out T x);
        T.Subtract(q, x, out q);

        // [S₁, R, –, ZZZ₁·ZZZ₂]·[P³, Q − X₃, –, P³].
        T.Permute(us, Place2, out T left);
        T.Blend(left, pr, At1, out left);
        T.Blend(left, squares, Upper, out left);
        T.Blend(ppp, q, At1, out T right);
        T.Multiply(left, right, out T last);
        T.Permute(last, Place0, out left);
        T.Subtract(last, left, out T y);

        T.Blend(x, y, At1, out sum);
        T.Blend(sum, cubes, Upper, out sum);
        T.Blend(sum, last, At3, out sum);
    }
}
