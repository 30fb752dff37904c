using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>How one type of member of an owned message is read and written. Generated code composes the implementations: a list of integers is a <see cref="ListValue{T, TValue}"/> over an <see cref="IntegerValue{T}"/>.</summary>
/// <typeparam name="T">The member's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireValue<T>
{
    /// <summary>Reads one value; the reader stands on its first token and is left on its last. The refusal's field is relative to the value.</summary>
    static abstract bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal);

    /// <summary>An upper bound of the text's length in bytes.</summary>
    static abstract int MaxLength(in T value);

    /// <summary>Writes the text; throws <see cref="ArgumentException"/> for what JSON cannot carry.</summary>
    static abstract void Write(ref CanonicalJsonWriter writer, in T value);
}
