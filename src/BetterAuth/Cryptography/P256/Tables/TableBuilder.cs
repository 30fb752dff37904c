using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Builds tables, the blocks side by side in the lanes.</summary>
/// <remarks>
/// A comb's rows are walked in the order of a Gray code, so that a row follows from another by one addition of ±2 times a tooth. No such addition is exceptional: docs/verification-engine.md, "Tables".
/// </remarks>
internal static class TableBuilder<T>
    where T : unmanaged, ILanes<T>
{
    private const int MostOnStack = 16 << 10; // bytes

    /// <summary>Fills the table of a point, which is on the curve.</summary>
    [SkipLocalsInit]
    public static void Build(in AffinePoint point, PointTable table)
    {
        Span<LanePoint<FieldElement>> powers = stackalloc LanePoint<FieldElement>[table.Shape.Powers.Length];
        PowersOfTwo.Write(point, table.Shape, powers);
        foreach (TableShape.Comb comb in table.Shape.Combs)
        {
            Fill(table, comb, powers);
        }

    }

    [SkipLocalsInit]
    private static void Fill(PointTable table, in TableShape.Comb comb, ReadOnlySpan<LanePoint<FieldElement>> powers)
    {
        int groups = TableShape.Blocks / T.Count, count = groups * comb.Rows;
        LanePoint<T>[]? rented = count <= MostOnStack / Unsafe.SizeOf<LanePoint<T>>() ? null : ArrayPool<LanePoint<T>>.Shared.Rent(count);
        Span<LanePoint<T>> rows = rented is null ? stackalloc LanePoint<T>[count] : rented.AsSpan(0, count);
        Span<Tooth> teeth = stackalloc Tooth[comb.Teeth];
        for (int group = 0; group < groups; group++)
        {
            for (int tooth = 0; tooth < comb.Teeth; tooth++)
            {
                Load(table.Shape, comb, group, tooth, powers, out teeth[tooth]);
            }

            Walk(teeth, rows.Slice(group * comb.Rows, comb.Rows));
        }

        Normalization<T>.Run(rows);
        for (int i = 0; i < count; i++)
        {
            int block = i / comb.Rows * T.Count, index = i % comb.Rows;
            T.Write(rows[i].X, rows[i].Y, ref table.Row(comb.FirstRow + (block * comb.Rows) + index), comb.Rows);
        }

        if (rented is not null)
        {
            ArrayPool<LanePoint<T>>.Shared.Return(rented);
        }
    }

    /// <summary>A tooth of the group's blocks, one per lane.</summary>
    private static void Load(TableShape shape, in TableShape.Comb comb, int group, int tooth, ReadOnlySpan<LanePoint<FieldElement>> powers, out Tooth result)
    {
        result = default;
        for (int lane = 0; lane < T.Count; lane++)
        {
            int power = shape.IndexOf(shape.PowerOf(comb, (group * T.Count) + lane, tooth));
            T.Set(ref result.X, lane, powers[power].X);
            T.Set(ref result.Y, lane, powers[power].Y);
            if (tooth < comb.Teeth - 1)
            {
                T.Set(ref result.TwiceX, lane, powers[power + 1].X);
                T.Set(ref result.TwiceY, lane, powers[power + 1].Y);
            }
        }
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
