using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256.Lanes;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>Verification by tables with the arithmetic of <typeparamref name="T"/>.</summary>
internal sealed class LaneStrategy<T> : IP256Strategy
    where T : unmanaged, ILanes<T>
{
    // Multiples of the base point, shared by all engines of the process: 160 KB beside small tables, 320 KB beside others.
    private static readonly Lazy<PointTable> BaseOfSmall = new(() => BuildBase(TableShape.Small.OfBasePoint));
    private static readonly Lazy<PointTable> BaseOfLarge = new(() => BuildBase(TableShape.Large.OfBasePoint));

    /// <inheritdoc/>
    public int Lanes => T.Count;

    /// <inheritdoc/>
    public AffinePoint PointOf(PointTable table, int row) => T.ReadRow(in table.Row(row));

    /// <inheritdoc/>
    public void Build(in AffinePoint point, PointTable table) => TableBuilder<T>.Build(point, table);

    /// <inheritdoc/>
    [SkipLocalsInit]
    public bool Verify(PointTable key, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, out bool exceptional)
    {
        Words r = Words.Read(signature);
        Scalars.SignedHalves(Scalars.FromHash(hash), r, Words.Read(signature[32..]), out Words e1, out Words e2);
        PointTable basePoint = (key.Shape.OfBasePoint == TableShape.Large ? BaseOfLarge : BaseOfSmall).Value;
        Span<int> basePicks = stackalloc int[Picks.Most];
        Span<int> keyPicks = stackalloc int[Picks.Most];
        basePicks = basePicks[..basePoint.Shape.Picks];
        keyPicks = keyPicks[..key.Shape.Picks];
        Picks.Write(basePoint.Shape, e1, basePicks);
        Picks.Write(key.Shape, e2, keyPicks);

        Sum(key, keyPicks, basePoint, basePicks, out FieldElement x, out FieldElement zz);
        exceptional = zz.IsZero;
        if (exceptional)
        {
            // Either the sum is infinity or an addition on the way had an exception: ZZ = 0 does not tell which.
            LanePoint<FieldElement> sum = CompleteSum.Of<T>(key, keyPicks, basePoint, basePicks);
            x = sum.X;
            zz = sum.ZZ;
        }

        return !zz.IsZero && SignatureRange.Matches(x, zz, r);
    }

    private static PointTable BuildBase(TableShape shape)
    {
        PointTable table = new(shape);
        TableBuilder<T>.Build(AffinePoint.Base, table);
        return table;
    }

    /// <summary>Adds what was picked, as many lanes at once as there are: Horner's rule over the columns that do not fit beside each other.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(PointTable key, ReadOnlySpan<int> keyPicks, PointTable basePoint, ReadOnlySpan<int> basePicks, out FieldElement x, out FieldElement zz)
    {
        int columns = key.Shape.Columns, apart = Math.Max(T.Count, columns), first = columns - Math.Min(T.Count, columns);
        Unsafe.SkipInit(out LanePoint<T> sum);
        T.Read(in key.Rows, keyPicks[first..], out T rowX, out T rowY);
        T.Read(in key.Rows, keyPicks[(first + TableShape.Lanes)..], out T secondX, out T secondY);
        sum.BecomeSum(rowX, rowY, secondX, secondY);
        int done = 2 * TableShape.Lanes;
        for (int column = first; column >= 0; column -= T.Count)
        {
            for (int i = 0; i < T.Count && column < first; i++)
            {
                sum.Double();
            }

            for (int lane = column; lane < TableShape.Lanes; lane += apart)
            {
                Add(ref sum, key, keyPicks, done + lane);
                Add(ref sum, basePoint, basePicks, lane);
                done = 0;
            }
        }

        T.Fold(sum, columns, out x, out zz);
    }

    /// <summary>Adds the rows picked for the lanes from <paramref name="next"/> on, comb by comb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref LanePoint<T> sum, PointTable table, ReadOnlySpan<int> picks, int next)
    {
        for (; next < picks.Length; next += TableShape.Lanes)
        {
            T.Read(in table.Rows, picks[next..], out T x, out T y);
            sum.Add(x, y);
        }
    }
}
