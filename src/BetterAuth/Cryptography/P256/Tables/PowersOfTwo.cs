using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>The powers of two times a point, of which a table's rows are made.</summary>
internal static class PowersOfTwo
{
    /// <summary>Room for them: 2⁰ … 2²⁵⁵.</summary>
    public const int Count = 256;

    /// <summary>Writes the affine coordinates of the powers that a shape needs, at their exponents; the others' places are left as they are.</summary>
    public static void Write(in AffinePoint point, TableShape shape, Span<LanePoint<FieldElement>> powers)
    {
        ReadOnlySpan<short> needed = shape.Powers;
        Span<LanePoint<FieldElement>> dense = powers[..needed.Length];
        LanePoint<FieldElement> power = default;
        power.Become(point.X, point.Y);
        int exponent = 0;
        for (int i = 0; i < needed.Length; i++)
        {
            for (; exponent < needed[i]; exponent++)
            {
                power.Double();
            }

            dense[i] = power;
        }

        Normalization<FieldElement>.Run(dense);
        for (int i = needed.Length - 1; i >= 0; i--)
        {
            powers[needed[i]] = powers[i]; // upwards: needed[i] ≥ i
        }
    }
}
