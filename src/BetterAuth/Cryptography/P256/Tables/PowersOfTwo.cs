using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>The powers of two times a point, of which a table's rows are made, the blocks side by side in the lanes.</summary>
internal static class PowersOfTwo<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many vectors of points a shape needs.</summary>
    public static int Vectors(TableShape shape) => shape.PowersPerBlock * Groups;

    /// <summary>Blocks take turns in the lanes: so many rounds.</summary>
    public static int Groups => TableShape.Blocks / T.Count;

    /// <summary>The place of a power of the blocks of one round.</summary>
    public static int IndexOf(int place, int group) => (place * Groups) + group;

    /// <summary>Writes the affine coordinates of all powers to X and Y. 255 doublings at most, one after the other, and one inversion.</summary>
    public static void Write(in AffinePoint point, TableShape shape, Span<LanePoint<T>> powers)
    {
        T.Single(point, out LanePoint<T> single);
        int exponent = 0;
        foreach (TableShape.Power power in shape.Powers)
        {
            for (; exponent < power.Exponent; exponent++)
            {
                T.DoubleSingle(ref single);
            }

            T.Place(single, ref powers[IndexOf(power.Place, power.Block / T.Count)], power.Block % T.Count);
        }

        Normalization<T>.Run(powers);
    }
}
