using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Points that lie in a quad each, as [X, Y, ZZ, ZZZ]: a coordinate per lane, so that the products of one addition or doubling are made side by side.</summary>
internal static class QuadFormulas<T>
    where T : unmanaged, IQuads<T>
{
    private const byte Place0 = 0b00_00_00_00, Place1 = 0b01_01_01_01, Place2 = 0b10_10_10_10, Place3 = 0b11_11_11_11; // one element at all places
    private const byte Upper = 0b1100, At0 = 0b0001, At1 = 0b0010, At2 = 0b0100, At3 = 0b1000;

    /// <summary>a + b: the fourteen products of add-2008-s take four multiplications. Like all formulas here it does not look for exceptions: they give ZZ = 0.</summary>
    /// <remarks>In one piece, because what a method may inline grows with what is written in it.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in T a, in T b, out T sum)
    {
        // [X₁, X₂, Y₁, Y₂]·[ZZ₂, ZZ₁, ZZZ₂, ZZZ₁] = [U₁, U₂, S₁, S₂].
        T.Even(a, b, out T even); // [X₁, X₂, ZZ₁, ZZ₂]
        T.Odd(a, b, out T odd); // [Y₁, Y₂, ZZZ₁, ZZZ₂]
        T.Permute(odd, 0b01_00_01_00, out T left);
        T.Blend(even, left, Upper, out left);
        T.Permute(even, 0b10_11_10_11, out T right);
        T.Permute(odd, 0b10_11_10_11, out odd);
        T.Blend(right, odd, Upper, out right);
        T us = Product(left, right);

        // [P, R, P, R], P = U₂ − U₁ and R = S₂ − S₁.
        T.Permute(us, 0b11_01_11_01, out right);
        T.Permute(us, 0b10_00_10_00, out left);
        T.Subtract(right, left, out T pr);

        // [P, R, ZZ₁, ZZZ₁]·[P, R, ZZ₂, ZZZ₂].
        T.Blend(pr, a, Upper, out left);
        T.Blend(pr, b, Upper, out right);
        T squares = Product(left, right);

        // [P, U₁, ZZ₁·ZZ₂, –]·P² = [P³, Q, ZZ₃, –].
        T.Permute(us, Place0, out left);
        T.Blend(pr, left, At1, out left);
        T.Blend(left, squares, Upper, out left);
        T.Permute(squares, Place0, out right);
        T cubes = Product(left, right);

        // X₃ = R² − P³ − 2Q at all places.
        T.Permute(squares, Place1, out T square);
        T.Permute(cubes, Place0, out left);
        T.Permute(cubes, Place1, out right);
        T.SubtractTwice(square, left, right, out T x);

        // [S₁, R, –, ZZZ₁·ZZZ₂]·[P³, Q − X₃, –, P³] = [S₁·P³, R·(Q − X₃), –, ZZZ₃].
        T.Subtract(right, x, out T q);
        T.Permute(us, Place2, out left);
        T.Blend(left, pr, At1, out left);
        T.Blend(left, squares, Upper, out left);
        T.Permute(cubes, Place0, out right);
        T.Blend(right, q, At1, out right);
        T last = Product(left, right);
        T.Permute(last, Place0, out left);
        T.Subtract(last, left, out T y);

        T.Blend(x, y, At1, out left);
        T.Blend(left, cubes, At2, out left);
        T.Blend(left, last, At3, out sum);
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
        T vm = Product(left, sum);
        T.Triple(vm, out T m);

        // [2Y, X, ZZ, M]·[V, V, V, M] = [W, S, ZZ₃, M²].
        T.Permute(a, 0b00_10_00_00, out left);
        T.Blend(left, sum, At0, out left);
        T.Blend(left, m, At3, out left);
        T.Permute(vm, Place0, out right);
        T.Blend(right, m, At3, out right);
        T products = Product(left, right);

        // X₃ = M² − 2S; [M, W, –, W]·[S − X₃, Y, –, ZZZ], Y₃ = M·(S − X₃) − W·Y, ZZZ₃ = W·ZZZ.
        T.Permute(products, Place3, out T square);
        T.Permute(products, Place1, out T s);
        T.SubtractTwice(square, default, s, out T x);
        T.Subtract(s, x, out s);
        T.Permute(products, Place0, out left);
        T.Permute(m, Place3, out right);
        T.Blend(left, right, At0, out left);
        T.Blend(a, s, At0, out right);
        T last = Product(left, right);
        T.Permute(last, Place0, out left);
        T.Subtract(left, last, out T y);

        T.Blend(x, y, At1, out left);
        T.Blend(left, products, At2, out left);
        T.Blend(left, last, At3, out a);
    }

    /// <summary>a·b. Operands and result are copies: whatever else is done with values happens in registers, and only what goes through a multiplication goes through memory.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product(T a, T b)
    {
        T.Multiply(a, b, out T product);
        return product;
    }
}
