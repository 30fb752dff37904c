using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A nested message.</summary>
/// <typeparam name="T">The message.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MessageValue<T> : IWireValue<T>
    where T : IWireMessage<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal) =>
        T.TryRead(ref reader, out value, out refusal);

    /// <inheritdoc/>
    public static int MaxLength(in T value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack(); // An object that contains itself becomes an exception instead of the end of the process.
        return T.MaxLength(value);
    }

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in T value) => T.Write(ref writer, value);
}
