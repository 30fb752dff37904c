namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Arithmetic modulo p on several elements side by side.</summary>
/// <remarks>
/// Between operations a value may be outside 0 … p − 1 and its limbs may be signed; how far is each implementation's business and bounded in docs/verification-engine.md for the formulas in
/// <see cref="LanePoint{T}"/>. Outputs may be the same variables as inputs.
/// </remarks>
internal interface IArithmetic<T>
    where T : unmanaged, IArithmetic<T>
{
    /// <summary>a·b.</summary>
    static abstract void Multiply(in T a, in T b, out T product);

    /// <summary>a + b.</summary>
    static abstract void Add(in T a, in T b, out T sum);

    /// <summary>a − b.</summary>
    static abstract void Subtract(in T a, in T b, out T difference);

    /// <summary>a − b − 2c.</summary>
    static abstract void SubtractTwice(in T a, in T b, in T c, out T difference);
}
