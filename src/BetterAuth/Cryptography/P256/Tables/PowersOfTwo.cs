using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>The powers of two times a point, of which a table's rows are made, a comb per lane.</summary>
internal static class PowersOfTwo<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many vectors of points a family needs.</summary>
    public static int Vectors(CombFamily family) => family.PowersPerJob * Groups(family);

    /// <summary>The jobs take turns in the lanes: so many rounds.</summary>
    public static int Groups(CombFamily family) => (family.Jobs + T.Count - 1) / T.Count;

    /// <summary>The place of a power of the jobs of one round.</summary>
    public static int IndexOf(CombFamily family, int place, int group) => (group * family.PowersPerJob) + place;

    /// <summary>Writes the affine coordinates of all powers to X and Y: some 250 doublings, one after the other, and one inversion. Lanes without a job do the last job once more.</summary>
    public static void Write(in AffinePoint point, CombFamily family, Span<LanePoint<T>> powers)
    {
        T.Single(point, out LanePoint<T> single);
        int exponent = 0;
        foreach (CombFamily.Power power in family.Powers)
        {
            for (; exponent < power.Exponent; exponent++)
            {
                T.DoubleSingle(ref single);
            }

            ref LanePoint<T> place = ref powers[IndexOf(family, power.Place, power.Job / T.Count)];
            int lane = power.Job % T.Count, last = power.Job == family.Jobs - 1 ? T.Count - 1 : lane;
            for (; lane <= last; lane++)
            {
                T.Place(single, ref place, lane);
            }
        }

        Normalization<T>.Run(powers);
    }
}
