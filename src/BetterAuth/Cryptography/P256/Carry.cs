using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BetterAuth.Cryptography.P256;

/// <summary>Limbs of 64 bits with carries in both directions.</summary>
internal static class Carry
{
    /// <summary>Low limb of a + b + carry; the rest becomes the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = a + b;
        ulong first = sum < b ? 1UL : 0;
        sum += carry;
        carry = first + (sum < carry ? 1UL : 0);
        return sum;
    }

    /// <summary>Low limb of a − b − borrow; the rest becomes the borrow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Subtract(ulong a, ulong b, ref ulong borrow)
    {
        ulong difference = a - b;
        ulong first = a < b ? 1UL : 0;
        ulong result = difference - borrow;
        borrow = first + (difference < borrow ? 1UL : 0);
        return result;
    }

    /// <summary>Low limb of a·b + addend + carry, which is below 2¹²⁸; the high limb becomes the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        ulong high = MultiplyHigh(a, b);
        ulong low = a * b;
        low += addend;
        high += low < addend ? 1UL : 0;
        low += carry;
        high += low < carry ? 1UL : 0;
        carry = high;
        return low;
    }

    /// <summary>High limb of a·b. Two multiplications instead of one, because the platform's widening multiplication returns its low half through memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MultiplyHigh(ulong a, ulong b) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b)
        : ArmBase.Arm64.IsSupported ? ArmBase.Arm64.MultiplyHigh(a, b)
        : Math.BigMul(a, b, out _);
}
