using System.Buffers;
using System.Numerics;
using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Builds tables, the blocks side by side in the lanes.</summary>
/// <remarks>
/// A comb's rows are walked in the order of a Gray code, so that a row follows from another by one addition of ±2 times a tooth. No such addition is exceptional: docs/verification-engine.md, "Tables".
/// </remarks>
internal static class TableBuilder<T>
    where T : unmanaged, ILanes<T>
{
    private const int MostTeeth = 11;

    /// <summary>The table of a point, which is on the curve.</summary>
    public static PointTable Build(in AffinePoint point, TableShape shape)
    {
        PointTable table = new(shape);
        LanePoint<FieldElement>[] powers = ArrayPool<LanePoint<FieldElement>>.Shared.Rent(PowersOfTwo.Count);
        PowersOfTwo.Write(point, shape, powers);
        foreach (TableShape.Comb comb in shape.Combs)
        {
            Fill(table, comb, powers);
        }

        ArrayPool<LanePoint<FieldElement>>.Shared.Return(powers);
        return table;
    }

    private static void Fill(PointTable table, in TableShape.Comb comb, ReadOnlySpan<LanePoint<FieldElement>> powers)
    {
        int groups = TableShape.Blocks / T.Count;
        LanePoint<T>[] rows = ArrayPool<LanePoint<T>>.Shared.Rent(groups * comb.Rows);
        Tooth[] teeth = ArrayPool<Tooth>.Shared.Rent(MostTeeth);
        for (int group = 0; group < groups; group++)
        {
            for (int tooth = 0; tooth < comb.Teeth; tooth++)
            {
                teeth[tooth] = Load(table.Shape, comb, group, tooth, powers);
            }

            Walk(teeth.AsSpan(0, comb.Teeth), rows.AsSpan(group * comb.Rows, comb.Rows));
        }

        Normalization<T>.Run(rows.AsSpan(0, groups * comb.Rows));
        for (int i = 0; i < groups * comb.Rows; i++)
        {
            int block = i / comb.Rows * T.Count, index = i % comb.Rows;
            T.Write(rows[i].X, rows[i].Y, ref table.Row(comb.FirstRow + (block * comb.Rows) + index), comb.Rows);
        }

        ArrayPool<Tooth>.Shared.Return(teeth);
        ArrayPool<LanePoint<T>>.Shared.Return(rows);
    }

    /// <summary>A tooth of the group's blocks, one per lane.</summary>
    private static Tooth Load(TableShape shape, in TableShape.Comb comb, int group, int tooth, ReadOnlySpan<LanePoint<FieldElement>> powers)
    {
        Tooth result = default;
        for (int lane = 0; lane < T.Count; lane++)
        {
            int power = shape.PowerOf(comb, (group * T.Count) + lane, tooth);
            T.Set(ref result.X, lane, powers[power].X);
            T.Set(ref result.Y, lane, powers[power].Y);
            if (tooth < comb.Teeth - 1)
            {
                T.Set(ref result.TwiceX, lane, powers[power + 1].X);
                T.Set(ref result.TwiceY, lane, powers[power + 1].Y);
            }
        }

        return result;
    }

    /// <summary>All sums of the teeth with the topmost taken positive: bit k of a row's index is the sign of tooth k.</summary>
    private static void Walk(ReadOnlySpan<Tooth> teeth, Span<LanePoint<T>> rows)
    {
        LanePoint<T> sum = default;
        sum.Become(teeth[^1].X, teeth[^1].Y);
        for (int tooth = teeth.Length - 2; tooth >= 0; tooth--)
        {
            T.Subtract(default, teeth[tooth].Y, out T negative);
            sum.Add(teeth[tooth].X, negative);
        }

        rows[0] = sum;
        int index = 0;
        for (int step = 1; step < rows.Length; step++)
        {
            int tooth = BitOperations.TrailingZeroCount(step);
            index ^= 1 << tooth;
            T y = teeth[tooth].TwiceY;
            if ((index >> tooth & 1) == 0)
            {
                T.Subtract(default, y, out y);
            }

            sum.Add(teeth[tooth].TwiceX, y);
            rows[index] = sum;
        }
    }

    /// <summary>A power of two times the point, and twice that.</summary>
    private struct Tooth
    {
        public T X;
        public T Y;
        public T TwiceX;
        public T TwiceY;
    }
}
