using BetterAuth.Cryptography.P256.Lanes;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>The exceptional path: the same rows added one by one with the portable arithmetic, looking for every exception. Infinity is ZZ = 0.</summary>
internal static class CompleteSum
{
    /// <summary>The sum that the picks of the key's table and of the base point's stand for.</summary>
    public static LanePoint<FieldElement> Of<T>(PointTable key, ReadOnlySpan<int> keyPicks, PointTable basePoint, ReadOnlySpan<int> basePicks)
        where T : unmanaged, ILanes<T>
    {
        LanePoint<FieldElement> sum = default;
        int columns = key.Shape.Columns;
        for (int column = columns - 1; column >= 0; column--)
        {
            sum.Double();
            for (int lane = column; lane < TableShape.Lanes; lane += columns)
            {
                Add<T>(ref sum, key, keyPicks, lane);
                Add<T>(ref sum, basePoint, basePicks, lane);
            }
        }

        return sum;
    }

    /// <summary>Adds a point, whatever the two are.</summary>
    public static void Add(ref LanePoint<FieldElement> sum, in AffinePoint point)
    {
        if (sum.ZZ.IsZero)
        {
            sum.Become(point.X, point.Y);
        }
        else if (!(point.X * sum.ZZ).Equals(sum.X))
        {
            sum.Add(point.X, point.Y);
        }
        else if ((point.Y * sum.ZZZ).Equals(sum.Y))
        {
            sum.Double();
        }
        else
        {
            sum = default;
        }
    }

    private static void Add<T>(ref LanePoint<FieldElement> sum, PointTable table, ReadOnlySpan<int> picks, int next)
        where T : unmanaged, ILanes<T>
    {
        for (; next < picks.Length; next += TableShape.Lanes)
        {
            Add(ref sum, Point<T>(table, picks[next]));
        }
    }

    private static AffinePoint Point<T>(PointTable table, int pick)
        where T : unmanaged, ILanes<T>
    {
        int negative = pick >> 31;
        AffinePoint point = T.ReadRow(in table.Row(pick ^ negative));
        return negative == 0 ? point : new(point.X, default(FieldElement) - point.Y);
    }
}
