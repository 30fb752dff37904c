using BetterAuth.Wire.Json;

namespace BetterAuth.Wire;

/// <summary>Something with a canonical JSON text (equal to what <c>JSON.stringify</c> gives).</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IWireWritable<TSelf>
    where TSelf : IWireWritable<TSelf>
{
    /// <summary>An upper bound of the text's length in bytes; exact for views.</summary>
    static abstract int MaxLength(in TSelf value);

    /// <summary>Writes the text. Throws <see cref="ArgumentException"/> for values JSON cannot carry (NaN, lone surrogates, inexact integers).</summary>
    static abstract void Write(ref CanonicalJsonWriter writer, in TSelf value);
}
