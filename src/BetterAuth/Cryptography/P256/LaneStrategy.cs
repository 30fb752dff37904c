using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256.Lanes;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>Verification by tables with the arithmetic of <typeparamref name="T"/>.</summary>
internal sealed class LaneStrategy<T> : IP256Strategy
    where T : unmanaged, ILanes<T>
{
    // Shared by all engines of the process: 1.3 MB.
    private static readonly Lazy<PointTable> Base = new(BuildBase);

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
        PointTable basePoint = Base.Value;
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

    private static PointTable BuildBase()
    {
        PointTable table = new(TableShape.Base);
        TableBuilder<T>.Build(AffinePoint.Base, table);
        return table;
    }

    /// <summary>Adds what was picked; both picks and lanes go block by block.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(PointTable key, ReadOnlySpan<int> keyPicks, PointTable basePoint, ReadOnlySpan<int> basePicks, out FieldElement x, out FieldElement zz)
    {
        LanePoint<T> sum;
        Unsafe.SkipInit(out sum);
        int perColumn = keyPicks.Length / key.Shape.Spacing;
        int next = T.Count;
        T.Read(in key.Rows, keyPicks, out T rowX, out T rowY);
        if (next < perColumn)
        {
            T.Read(in key.Rows, keyPicks[next..], out T secondX, out T secondY);
            sum.BecomeSum(rowX, rowY, secondX, secondY);
            next += T.Count;
        }
        else
        {
            sum.Become(rowX, rowY);
        }

        for (; next < keyPicks.Length; next += T.Count)
        {
            if (next % perColumn == 0)
            {
                sum.Double();
            }

            T.Read(in key.Rows, keyPicks[next..], out rowX, out rowY);
            sum.Add(rowX, rowY);
        }

        for (next = 0; next < basePicks.Length; next += T.Count)
        {
            T.Read(in basePoint.Rows, basePicks[next..], out rowX, out rowY);
            sum.Add(rowX, rowY);
        }

        T.Fold(sum, out x, out zz);
    }
}
