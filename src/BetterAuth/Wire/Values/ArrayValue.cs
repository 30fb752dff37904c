using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>An array.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TValue">How they are read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayValue<T, TValue> : IWireValue<T[]>
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T[] value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = ListValue<T, TValue>.TryRead(ref reader, out List<T>? list, out refusal) ? [.. list] : null;
        return value is not null && refusal is null;
    }

    /// <inheritdoc/>
    public static int MaxLength(in T[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ListValue<T, TValue>.MaxLength(new ReadOnlySpan<T>(value));
    }

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in T[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ListValue<T, TValue>.Write(ref writer, new ReadOnlySpan<T>(value));
    }
}
