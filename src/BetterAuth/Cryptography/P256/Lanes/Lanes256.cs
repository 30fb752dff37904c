using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Four lanes in AVX2 and FMA: an element v is kept as v·2²⁶⁰ modulo p in five limbs of 52 bits, each a signed integer in a double.</summary>
/// <remarks>Bounds of limbs and values: docs/verification-engine.md, "Ranges". Limbs are at most 2⁵¹ + 4 in magnitude whenever they are multiplied.</remarks>
internal partial struct Lanes256 : ILanes<Lanes256>
{
    private Vector256<double> _0;
    private Vector256<double> _1;
    private Vector256<double> _2;
    private Vector256<double> _3;
    private Vector256<double> _4;

    /// <summary>Whether this processor has what it takes.</summary>
    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <summary>2²⁶⁰ modulo p = 2²²⁸ − 2¹⁹⁶ − 2¹⁰⁰ + 2⁴.</summary>
    public static Lanes256 One => new()
    {
        _0 = Vector256.Create((double)(1L << 4)),
        _1 = Vector256.Create(-(double)(1L << 48)),
        _3 = Vector256.Create(-(double)(1L << 40)),
        _4 = Vector256.Create((double)(1L << 20)),
    };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in Lanes256 a, in Lanes256 b, out Lanes256 sum) =>
        Carried(a._0 + b._0, a._1 + b._1, a._2 + b._2, a._3 + b._3, a._4 + b._4, out sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Lanes256 a, in Lanes256 b, out Lanes256 difference) =>
        Carried(a._0 - b._0, a._1 - b._1, a._2 - b._2, a._3 - b._3, a._4 - b._4, out difference);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractTwice(in Lanes256 a, in Lanes256 b, in Lanes256 c, out Lanes256 difference) =>
        Carried(a._0 - b._0 - c._0 - c._0, a._1 - b._1 - c._1 - c._1, a._2 - b._2 - c._2 - c._2, a._3 - b._3 - c._3 - c._3, a._4 - b._4 - c._4 - c._4, out difference);

    /// <inheritdoc/>
    public static FieldElement Get(in Lanes256 lanes, int lane) => Digits.ToElement(lanes.Integer(lane));

    /// <inheritdoc/>
    public static void Set(ref Lanes256 lanes, int lane, in FieldElement element)
    {
        ref double first = ref Unsafe.Add(ref Unsafe.As<Lanes256, double>(ref lanes), lane);
        Digits.Split(element, out first, out Unsafe.Add(ref first, Count), out Unsafe.Add(ref first, 2 * Count), out Unsafe.Add(ref first, 3 * Count), out Unsafe.Add(ref first, 4 * Count));
    }

    /// <summary>The integer of a lane, v·2²⁶⁰ modulo p.</summary>
    private readonly Words Integer(int lane) => Digits.Join(_0[lane], _1[lane], _2[lane], _3[lane], _4[lane]);

    /// <summary>Every limb but the topmost gives what is above its 52 bits to the next, all at once: they end at most 2⁵¹ plus a carry in magnitude.</summary>
    /// <remarks>1.5·2¹⁰⁴ + a is rounded to a multiple of 2⁵²: nothing below fits the mantissa.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Carried(Vector256<double> a0, Vector256<double> a1, Vector256<double> a2, Vector256<double> a3, Vector256<double> a4, out Lanes256 result)
    {
        Vector256<double> magic = Vector256.Create(Digits.Magic104);
        Vector256<double> shift = Vector256.Create(1 / Digits.TwoTo52);
        Vector256<double> t0 = a0 + magic - magic;
        Vector256<double> t1 = a1 + magic - magic;
        Vector256<double> t2 = a2 + magic - magic;
        Vector256<double> t3 = a3 + magic - magic;
        result._0 = a0 - t0;
        result._1 = Fma.MultiplyAdd(t0, shift, a1 - t1);
        result._2 = Fma.MultiplyAdd(t1, shift, a2 - t2);
        result._3 = Fma.MultiplyAdd(t2, shift, a3 - t3);
        result._4 = Fma.MultiplyAdd(t3, shift, a4);
    }
}
