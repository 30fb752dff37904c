namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>
/// Elements of the field side by side, one per lane, all treated alike: the arithmetic that a strategy brings. One lane is the portable arithmetic; four and eight are vectors.
/// </summary>
internal interface ILanes<T> : IArithmetic<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many elements: 1, 4 or 8.</summary>
    static abstract int Count { get; }

    /// <summary>1 in every lane.</summary>
    static abstract T One { get; }

    /// <summary>a².</summary>
    static abstract void Square(in T a, out T square);

    /// <summary>a·b − c·d.</summary>
    static abstract void MultiplyDifference(in T a, in T b, in T c, in T d, out T difference);

    /// <summary>Reads one point per pick from a table's rows; a pick is a row, or the complement of a row whose point is negated.</summary>
    static abstract void Read(ref readonly ulong rows, ReadOnlySpan<int> picks, out T x, out T y);

    /// <summary>Reads the point of one row.</summary>
    static abstract AffinePoint ReadRow(ref readonly ulong row);

    /// <summary>Writes the points of the first <paramref name="lanes"/> lanes to a row each, <paramref name="stride"/> rows after the lane before, as <see cref="Read"/> wants it.</summary>
    static abstract void Write(in T x, in T y, ref ulong row, int stride, int lanes);

    /// <summary>
    /// Adds the lanes' points up, that of lane l as often as 2 to the power of l modulo <paramref name="columns"/> (4 or 8); one lane's as it is.
    /// What comes out is X and ZZ of the sum, both multiplied by the same factor other than 0.
    /// </summary>
    static abstract void Fold(in LanePoint<T> points, int columns, out FieldElement x, out FieldElement zz);

    /// <summary>A point by itself that will be doubled again and again; where its coordinates are is the implementation's business.</summary>
    static abstract void Single(in AffinePoint point, out LanePoint<T> single);

    /// <summary>Doubles it.</summary>
    static abstract void DoubleSingle(ref LanePoint<T> single);

    /// <summary>Puts it, as it is now, in a lane of <paramref name="points"/>.</summary>
    static abstract void Place(in LanePoint<T> single, ref LanePoint<T> points, int lane);

    /// <summary>The element of one lane.</summary>
    static abstract FieldElement Get(in T lanes, int lane);

    /// <summary>Changes the element of one lane.</summary>
    static abstract void Set(ref T lanes, int lane, in FieldElement element);
}
