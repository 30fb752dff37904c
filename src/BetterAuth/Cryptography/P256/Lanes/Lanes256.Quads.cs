using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>One quad.</summary>
internal partial struct Lanes256 : IQuads<Lanes256>
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    public static void Fold(in LanePoint<Lanes256> points, int columns, out FieldElement x, out FieldElement zz)
    {
        Quads<Lanes256>.Fold(points, out Lanes256 a);
        x = FieldElement.FromLimbs(a.Integer(0));
        zz = FieldElement.FromLimbs(a.Integer(2));
    }

    /// <inheritdoc/>
    public static void Single(in AffinePoint point, out LanePoint<Lanes256> single)
    {
        single = default;
        Quads<Lanes256>.Become(point, out single.X);
    }

    /// <inheritdoc/>
    public static void DoubleSingle(ref LanePoint<Lanes256> single) => QuadFormulas<Lanes256>.Double(ref single.X);

    /// <inheritdoc/>
    public static void Place(in LanePoint<Lanes256> single, ref LanePoint<Lanes256> points, int lane) => Quads<Lanes256>.Place(single.X, ref points, lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Triple(in Lanes256 a, out Lanes256 triple) =>
        Carried(a._0 + a._0 + a._0, a._1 + a._1 + a._1, a._2 + a._2 + a._2, a._3 + a._3 + a._3, a._4 + a._4 + a._4, out triple);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Even(in Lanes256 a, in Lanes256 b, out Lanes256 result)
    {
        result._0 = Avx.UnpackLow(a._0, b._0);
        result._1 = Avx.UnpackLow(a._1, b._1);
        result._2 = Avx.UnpackLow(a._2, b._2);
        result._3 = Avx.UnpackLow(a._3, b._3);
        result._4 = Avx.UnpackLow(a._4, b._4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Odd(in Lanes256 a, in Lanes256 b, out Lanes256 result)
    {
        result._0 = Avx.UnpackHigh(a._0, b._0);
        result._1 = Avx.UnpackHigh(a._1, b._1);
        result._2 = Avx.UnpackHigh(a._2, b._2);
        result._3 = Avx.UnpackHigh(a._3, b._3);
        result._4 = Avx.UnpackHigh(a._4, b._4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Permute(in Lanes256 a, [ConstantExpected] byte control, out Lanes256 result)
    {
        result._0 = Avx2.Permute4x64(a._0, control);
        result._1 = Avx2.Permute4x64(a._1, control);
        result._2 = Avx2.Permute4x64(a._2, control);
        result._3 = Avx2.Permute4x64(a._3, control);
        result._4 = Avx2.Permute4x64(a._4, control);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blend(in Lanes256 a, in Lanes256 b, [ConstantExpected] byte places, out Lanes256 result)
    {
        result._0 = Avx.Blend(a._0, b._0, places);
        result._1 = Avx.Blend(a._1, b._1, places);
        result._2 = Avx.Blend(a._2, b._2, places);
        result._3 = Avx.Blend(a._3, b._3, places);
        result._4 = Avx.Blend(a._4, b._4, places);
    }
}
