using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Two quads.</summary>
internal partial struct Lanes512 : IQuads<Lanes512>
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public static void Fold(in LanePoint<Lanes512> points, int columns, out FieldElement x, out FieldElement zz)
    {
        Quads<Lanes512>.Fold(points, out Lanes512 a);
        Lanes512 b;
        b._0 = Swap(a._0);
        b._1 = Swap(a._1);
        b._2 = Swap(a._2);
        b._3 = Swap(a._3);
        b._4 = Swap(a._4);
        for (int column = 4; column < columns; column++)
        {
            QuadFormulas<Lanes512>.Double(ref b);
        }

        QuadFormulas<Lanes512>.Add(a, b, out a);
        x = FieldElement.FromLimbs(a.Integer(0));
        zz = FieldElement.FromLimbs(a.Integer(2));
    }

    /// <inheritdoc/>
    public static void Single(in AffinePoint point, out LanePoint<Lanes512> single)
    {
        single = default;
        Quads<Lanes512>.Become(point, out single.X);
    }

    /// <inheritdoc/>
    public static void DoubleSingle(ref LanePoint<Lanes512> single) => QuadFormulas<Lanes512>.Double(ref single.X);

    /// <inheritdoc/>
    public static void Place(in LanePoint<Lanes512> single, ref LanePoint<Lanes512> points, int lane) => Quads<Lanes512>.Place(single.X, ref points, lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Triple(in Lanes512 a, out Lanes512 triple) =>
        Carried(a._0 + a._0 + a._0, a._1 + a._1 + a._1, a._2 + a._2 + a._2, a._3 + a._3 + a._3, a._4 + a._4 + a._4, out triple);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Even(in Lanes512 a, in Lanes512 b, out Lanes512 result)
    {
        result._0 = Avx512F.UnpackLow(a._0, b._0);
        result._1 = Avx512F.UnpackLow(a._1, b._1);
        result._2 = Avx512F.UnpackLow(a._2, b._2);
        result._3 = Avx512F.UnpackLow(a._3, b._3);
        result._4 = Avx512F.UnpackLow(a._4, b._4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Odd(in Lanes512 a, in Lanes512 b, out Lanes512 result)
    {
        result._0 = Avx512F.UnpackHigh(a._0, b._0);
        result._1 = Avx512F.UnpackHigh(a._1, b._1);
        result._2 = Avx512F.UnpackHigh(a._2, b._2);
        result._3 = Avx512F.UnpackHigh(a._3, b._3);
        result._4 = Avx512F.UnpackHigh(a._4, b._4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Permute(in Lanes512 a, [ConstantExpected] byte control, out Lanes512 result)
    {
        result._0 = Avx512F.Permute4x64(a._0, control);
        result._1 = Avx512F.Permute4x64(a._1, control);
        result._2 = Avx512F.Permute4x64(a._2, control);
        result._3 = Avx512F.Permute4x64(a._3, control);
        result._4 = Avx512F.Permute4x64(a._4, control);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blend(in Lanes512 a, in Lanes512 b, [ConstantExpected] byte places, out Lanes512 result)
    {
        Vector512<double> mask = Vector512.Create(-(long)(places & 1), -(places >> 1 & 1), -(places >> 2 & 1), -(places >> 3), -(places & 1), -(places >> 1 & 1), -(places >> 2 & 1), -(places >> 3)).AsDouble();
        result._0 = Vector512.ConditionalSelect(mask, b._0, a._0);
        result._1 = Vector512.ConditionalSelect(mask, b._1, a._1);
        result._2 = Vector512.ConditionalSelect(mask, b._2, a._2);
        result._3 = Vector512.ConditionalSelect(mask, b._3, a._3);
        result._4 = Vector512.ConditionalSelect(mask, b._4, a._4);
    }

    private static Vector512<double> Swap(Vector512<double> a) => Avx512F.Shuffle4x128(a, a, 0b01_00_11_10);
}
