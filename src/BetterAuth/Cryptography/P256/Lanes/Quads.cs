using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Points that lie in a quad each, as [X, Y, ZZ, ZZZ]: a coordinate per lane, so that the products of one addition or doubling are made side by side.</summary>
internal static class Quads<T>
    where T : unmanaged, IQuads<T>
{
    private const byte Place0 = 0b00_00_00_00, Place1 = 0b01_01_01_01, Place2 = 0b10_10_10_10, Place3 = 0b11_11_11_11; // one element at all places
    private const byte Upper = 0b1100, At0 = 0b0001, At1 = 0b0010, At2 = 0b0100, At3 = 0b1000;

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

    /// <summary>a + b: the fourteen products of add-2008-s take four multiplications. Like all formulas here it does not look for exceptions: they give ZZ = 0.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in T a, in T b, out T sum)
    {
        AddX(a, b, out T us, out T pr, out T squares, out T cubes, out T x);

        // [S₁, R, –, ZZZ₁·ZZZ₂]·[P³, Q − X₃, –, P³] = [S₁·P³, R·(Q − X₃), –, ZZZ₃].
        T.Permute(cubes, Place1, out T right);
        T.Subtract(right, x, out T q);
        T.Permute(us, Place2, out T left);
        T.Blend(left, pr, At1, out left);
        T.Blend(left, squares, Upper, out left);
        T.Permute(cubes, Place0, out right);
        T.Blend(right, q, At1, out right);
        T.Multiply(left, right, out T last);
        T.Permute(last, Place0, out left);
        T.Subtract(last, left, out T y);

        T.Blend(x, y, At1, out sum);
        T.Blend(sum, cubes, At2, out sum);
        T.Blend(sum, last, At3, out sum);
    }

    /// <summary>The same without Y and ZZZ: [X₃, –, ZZ₃, –].</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddX(in T a, in T b, out T sum)
    {
        AddX(a, b, out _, out _, out _, out T cubes, out T x);
        T.Blend(x, cubes, At2, out sum);
    }

    /// <summary>Three of the four multiplications; X₃ = R² − P³ − 2Q at all places.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddX(in T a, in T b, out T us, out T pr, out T squares, out T cubes, out T x)
    {
        Cross(a, b, out us);

        // [P, R, P, R], P = U₂ − U₁ and R = S₂ − S₁.
        T.Permute(us, 0b11_01_11_01, out T second);
        T.Permute(us, 0b10_00_10_00, out T first);
        T.Subtract(second, first, out pr);

        // [P, R, ZZ₁, ZZZ₁]·[P, R, ZZ₂, ZZZ₂].
        T.Blend(pr, a, Upper, out first);
        T.Blend(pr, b, Upper, out second);
        T.Multiply(first, second, out squares);

        // [P, U₁, ZZ₁·ZZ₂, –]·P² = [P³, Q, ZZ₃, –].
        T.Permute(us, Place0, out first);
        T.Blend(pr, first, At1, out first);
        T.Blend(first, squares, Upper, out first);
        T.Permute(squares, Place0, out second);
        T.Multiply(first, second, out cubes);

        T.Permute(squares, Place1, out T rr);
        T.Permute(cubes, Place0, out first);
        T.Permute(cubes, Place1, out second);
        T.SubtractTwice(rr, first, second, out x);
    }

    /// <summary>2a: the ten products of dbl-2008-s-1 take three multiplications.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Double(ref T a)
    {
        // [2Y, –, –, X − ZZ]·[2Y, –, –, X + ZZ] = [V, –, –, M/3].
        T.Permute(a, 0b00_00_00_01, out T left);
        T.Permute(a, 0b10_00_00_01, out T right);
        T.Add(left, right, out T sum);
        T.Subtract(left, right, out left);
        T.Blend(left, sum, At0, out left);
        T.Multiply(left, sum, out T vm);
        T.Add(vm, vm, out T m);
        T.Add(m, vm, out m);

        // [2Y, X, ZZ, M]·[V, V, V, M] = [W, S, ZZ₃, M²].
        T.Permute(a, 0b00_10_00_00, out left);
        T.Blend(left, sum, At0, out left);
        T.Blend(left, m, At3, out left);
        T.Permute(vm, Place0, out right);
        T.Blend(right, m, At3, out right);
        T.Multiply(left, right, out T products);
        FinishDouble(m, products, ref a);
    }

    /// <summary>X₃ = M² − 2S, Y₃ = M·(S − X₃) − W·Y, ZZZ₃ = W·ZZZ.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FinishDouble(in T m, in T products, ref T a)
    {
        T.Permute(products, Place3, out T x);
        T.Permute(products, Place1, out T s);
        T.SubtractTwice(x, default, s, out x);
        T.Subtract(s, x, out s);

        // [M, W, –, W]·[S − X₃, Y, –, ZZZ].
        T.Permute(products, Place0, out T left);
        T.Permute(m, Place3, out T right);
        T.Blend(left, right, At0, out left);
        T.Blend(a, s, At0, out right);
        T.Multiply(left, right, out T last);
        T.Permute(last, Place0, out left);
        T.Subtract(left, last, out T y);

        T.Blend(x, y, At1, out a);
        T.Blend(a, products, At2, out a);
        T.Blend(a, last, At3, out a);
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
}
