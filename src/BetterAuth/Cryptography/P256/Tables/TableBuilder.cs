using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Builds tables, combs of equally many teeth side by side in the lanes.</summary>
/// <remarks>
/// A comb's rows are walked in the order of a Gray code, so that a row follows from another by one addition of ±2 times a tooth. No such addition is exceptional: docs/verification-engine.md, "Tables".
/// </remarks>
internal static class TableBuilder<T>
    where T : unmanaged, ILanes<T>
{
    private const int MostOnStack = 16 << 10; // bytes

    /// <summary>Fills the table of a point, which is on the curve.</summary>
    public static void Build(in AffinePoint point, PointTable table)
    {
        foreach (CombFamily family in table.Shape.Families)
        {
            Build(point, family, table);
        }
    }

    [SkipLocalsInit]
    private static void Build(in AffinePoint point, CombFamily family, PointTable table)
    {
        int count = PowersOfTwo<T>.Vectors(family);
        LanePoint<T>[]? rented = Rent(count);
        Span<LanePoint<T>> powers = rented is null ? stackalloc LanePoint<T>[count] : rented.AsSpan(0, count);
        PowersOfTwo<T>.Write(point, family, powers);
        Fill(table, family, powers);
        Return(rented);
    }

    [SkipLocalsInit]
    private static void Fill(PointTable table, CombFamily family, ReadOnlySpan<LanePoint<T>> powers)
    {
        int groups = PowersOfTwo<T>.Groups(family), count = groups * family.Rows;
        LanePoint<T>[]? rented = Rent(count);
        Span<LanePoint<T>> rows = rented is null ? stackalloc LanePoint<T>[count] : rented.AsSpan(0, count);
        for (int group = 0; group < groups; group++)
        {
            Walk(family, powers.Slice(PowersOfTwo<T>.IndexOf(family, 0, group), family.PowersPerJob), rows.Slice(group * family.Rows, family.Rows));
        }

        Normalization<T>.Run(rows);
        for (int i = 0; i < count; i++)
        {
            int job = i / family.Rows * T.Count, index = i % family.Rows;
            T.Write(rows[i].X, rows[i].Y, ref table.Row(family.FirstRow + (job * family.Rows) + index), family.Rows, Math.Min(T.Count, family.Jobs - job));
        }

        Return(rented);
    }

    /// <summary>All sums of the teeth with the topmost taken positive: bit k of a row's index is the sign of tooth k.</summary>
    [SkipLocalsInit]
    private static void Walk(CombFamily family, ReadOnlySpan<LanePoint<T>> powers, Span<LanePoint<T>> rows)
    {
        int top = family.Teeth - 1;
        LanePoint<T> sum = default;
        sum.Become(powers[top].X, powers[top].Y);
        for (int tooth = top - 1; tooth >= 0; tooth--)
        {
            Add(ref sum, powers[tooth], isNegative: true);
        }

        rows[0] = sum;
        int index = 0;
        for (int step = 1; step < rows.Length; step++)
        {
            int tooth = BitOperations.TrailingZeroCount(step);
            index ^= 1 << tooth;
            Add(ref sum, powers[family.Teeth + tooth], isNegative: (index >> tooth & 1) == 0);
            rows[index] = sum;
        }
    }

    private static void Add(ref LanePoint<T> sum, in LanePoint<T> power, bool isNegative)
    {
        T y = power.Y;
        if (isNegative)
        {
            T.Subtract(default, y, out y);
        }

        sum.Add(power.X, y);
    }

    private static LanePoint<T>[]? Rent(int count) => count <= MostOnStack / Unsafe.SizeOf<LanePoint<T>>() ? null : ArrayPool<LanePoint<T>>.Shared.Rent(count);

    private static void Return(LanePoint<T>[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<LanePoint<T>>.Shared.Return(rented);
        }
    }
}
