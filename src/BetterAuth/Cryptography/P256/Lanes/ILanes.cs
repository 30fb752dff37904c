namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>
/// Elements of the field side by side, one per lane, all treated alike: the arithmetic that a strategy brings. One lane is the portable arithmetic; four and eight are vectors.
/// </summary>
/// <remarks>
/// Between operations a value may be outside 0 … p − 1 and its limbs may be signed; how far is each implementation's business and bounded in docs/verification-engine.md for the formulas in
/// <see cref="LanePoint{T}"/>. Outputs may be the same variables as inputs.
/// </remarks>
internal interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>How many elements: 1, 4 or 8.</summary>
    static abstract int Count { get; }

    /// <summary>1 in every lane.</summary>
    static abstract T One { get; }

    /// <summary>a·b.</summary>
    static abstract void Multiply(in T a, in T b, out T product);

    /// <summary>a².</summary>
    static abstract void Square(in T a, out T square);

    /// <summary>a·b − c·d.</summary>
    static abstract void MultiplyDifference(in T a, in T b, in T c, in T d, out T difference);

    /// <summary>a + b.</summary>
    static abstract void Add(in T a, in T b, out T sum);

    /// <summary>a − b.</summary>
    static abstract void Subtract(in T a, in T b, out T difference);

    /// <summary>a − b − 2c.</summary>
    static abstract void SubtractTwice(in T a, in T b, in T c, out T difference);

    /// <summary>Reads one point per pick from a table's rows; a pick is a row, or the complement of a row whose point is negated.</summary>
    static abstract void Read(ref readonly ulong rows, ReadOnlySpan<int> picks, out T x, out T y);

    /// <summary>Reads the point of one row.</summary>
    static abstract AffinePoint ReadRow(ref readonly ulong row);

    /// <summary>Writes each lane's point to a row of its own, <paramref name="stride"/> rows after the lane before, as <see cref="Read"/> wants it.</summary>
    static abstract void Write(in T x, in T y, ref ulong row, int stride);

    /// <summary>Adds the lanes' points up; what comes out is X and ZZ of the sum, both multiplied by the same factor other than 0.</summary>
    static abstract void Fold(in LanePoint<T> points, out FieldElement x, out FieldElement zz);

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
