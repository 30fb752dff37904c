using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>The powers of two times a point, of which a table's rows are made.</summary>
internal static class PowersOfTwo
{
    /// <summary>Writes the affine coordinates of the powers that a shape needs, in its order (<see cref="TableShape.Powers"/>).</summary>
    public static void Write(in AffinePoint point, TableShape shape, Span<LanePoint<FieldElement>> powers)
    {
        LanePoint<FieldElement> power = default;
        power.Become(point.X, point.Y);
        int exponent = 0;
        for (int i = 0; i < powers.Length; i++)
        {
            for (; exponent < shape.Powers[i]; exponent++)
            {
                power.Double();
            }

            powers[i] = power;
        }

        Normalization<FieldElement>.Run(powers);
    }
}
