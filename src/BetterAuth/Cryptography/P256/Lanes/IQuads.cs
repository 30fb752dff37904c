using System.Diagnostics.CodeAnalysis;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Lanes in groups of four (quads), whose elements change places within their group: what a point is added to another with whose coordinates are beside it.</summary>
internal interface IQuads<T> : IArithmetic<T>
    where T : unmanaged, IQuads<T>
{
    /// <summary>3a.</summary>
    static abstract void Triple(in T a, out T triple);

    /// <summary>Elements 0 of a and b, then elements 2: [a₀, b₀, a₂, b₂].</summary>
    static abstract void Even(in T a, in T b, out T result);

    /// <summary>Elements 1 of a and b, then elements 3: [a₁, b₁, a₃, b₃].</summary>
    static abstract void Odd(in T a, in T b, out T result);

    /// <summary>Any elements of a: two bits of <paramref name="control"/>, a constant, for each place, the lowest first.</summary>
    static abstract void Permute(in T a, [ConstantExpected] byte control, out T result);

    /// <summary>Elements of b at the places whose bit of <paramref name="places"/>, a constant, is set, those of a elsewhere.</summary>
    static abstract void Blend(in T a, in T b, [ConstantExpected] byte places, out T result);
}
