using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256.Lanes;

namespace BetterAuth.Cryptography.P256;

/// <summary>One lane: the portable strategy. A row of a table is the eight limbs of x and y.</summary>
internal readonly partial struct FieldElement : ILanes<FieldElement>
{
    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static void Square(in FieldElement a, out FieldElement square) => Multiply(a, a, out square);

    /// <inheritdoc/>
    public static void MultiplyDifference(in FieldElement a, in FieldElement b, in FieldElement c, in FieldElement d, out FieldElement difference)
    {
        Multiply(a, b, out FieldElement first);
        Multiply(c, d, out FieldElement second);
        difference = first - second;
    }

    /// <inheritdoc/>
    public static void Add(in FieldElement a, in FieldElement b, out FieldElement sum) => sum = a + b;

    /// <inheritdoc/>
    public static void Subtract(in FieldElement a, in FieldElement b, out FieldElement difference) => difference = a - b;

    /// <inheritdoc/>
    public static void SubtractTwice(in FieldElement a, in FieldElement b, in FieldElement c, out FieldElement difference) => difference = a - b - c - c;

    /// <inheritdoc/>
    public static void Read(ref readonly ulong rows, ReadOnlySpan<int> picks, out FieldElement x, out FieldElement y)
    {
        int negative = picks[0] >> 31;
        AffinePoint point = ReadRow(in Unsafe.Add(ref Unsafe.AsRef(in rows), (picks[0] ^ negative) * Tables.PointTable.RowWords));
        x = point.X;
        y = negative == 0 ? point.Y : default(FieldElement) - point.Y;
    }

    /// <inheritdoc/>
    public static AffinePoint ReadRow(ref readonly ulong row) => Unsafe.As<ulong, AffinePoint>(ref Unsafe.AsRef(in row));

    /// <inheritdoc/>
    public static void Write(in FieldElement x, in FieldElement y, ref ulong row, int stride, int lanes) => Unsafe.As<ulong, AffinePoint>(ref row) = new(x, y);

    /// <inheritdoc/>
    public static void Fold(in LanePoint<FieldElement> points, int columns, out FieldElement x, out FieldElement zz)
    {
        x = points.X;
        zz = points.ZZ;
    }

    /// <inheritdoc/>
    public static void Single(in AffinePoint point, out LanePoint<FieldElement> single)
    {
        single = default;
        single.Become(point.X, point.Y);
    }

    /// <inheritdoc/>
    public static void DoubleSingle(ref LanePoint<FieldElement> single) => single.Double();

    /// <inheritdoc/>
    public static void Place(in LanePoint<FieldElement> single, ref LanePoint<FieldElement> points, int lane) => points = single;

    /// <inheritdoc/>
    public static FieldElement Get(in FieldElement lanes, int lane) => lanes;

    /// <inheritdoc/>
    public static void Set(ref FieldElement lanes, int lane, in FieldElement element) => lanes = element;
}
