using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Twice as many quads: whatever is done is done to both, one right after the other, so that neither multiplication waits for the other's result.</summary>
internal struct Twice<T> : IQuads<Twice<T>>
    where T : unmanaged, IQuads<T>
{
    public T First;
    public T Second;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(in Twice<T> a, in Twice<T> b, out Twice<T> product)
    {
        T.Multiply(a.First, b.First, out product.First);
        T.Multiply(a.Second, b.Second, out product.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in Twice<T> a, in Twice<T> b, out Twice<T> sum)
    {
        T.Add(a.First, b.First, out sum.First);
        T.Add(a.Second, b.Second, out sum.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Twice<T> a, in Twice<T> b, out Twice<T> difference)
    {
        T.Subtract(a.First, b.First, out difference.First);
        T.Subtract(a.Second, b.Second, out difference.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractTwice(in Twice<T> a, in Twice<T> b, in Twice<T> c, out Twice<T> difference)
    {
        T.SubtractTwice(a.First, b.First, c.First, out difference.First);
        T.SubtractTwice(a.Second, b.Second, c.Second, out difference.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Triple(in Twice<T> a, out Twice<T> triple)
    {
        T.Triple(a.First, out triple.First);
        T.Triple(a.Second, out triple.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Even(in Twice<T> a, in Twice<T> b, out Twice<T> result)
    {
        T.Even(a.First, b.First, out result.First);
        T.Even(a.Second, b.Second, out result.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Odd(in Twice<T> a, in Twice<T> b, out Twice<T> result)
    {
        T.Odd(a.First, b.First, out result.First);
        T.Odd(a.Second, b.Second, out result.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Permute(in Twice<T> a, [ConstantExpected] byte control, out Twice<T> result)
    {
        T.Permute(a.First, control, out result.First);
        T.Permute(a.Second, control, out result.Second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blend(in Twice<T> a, in Twice<T> b, [ConstantExpected] byte places, out Twice<T> result)
    {
        T.Blend(a.First, b.First, places, out result.First);
        T.Blend(a.Second, b.Second, places, out result.Second);
    }
}
