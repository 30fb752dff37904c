using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Messages;

/// <summary>A value together with the exact bytes it was read from: what an operation's digest is computed over (exactly-once operations, section 2).</summary>
/// <typeparam name="T">The value's view.</typeparam>
public readonly struct Sliced<T> : IWireView<Sliced<T>>
    where T : struct, IWireView<T>
{
    /// <summary>The value.</summary>
    public required T Value { get; init; }

    /// <summary>Its bytes as received; empty for a value that was not read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out Sliced<T> value, [NotNullWhen(false)] out Refusal? refusal)
    {
        int start = scanner.BeginValue();
        if (!T.TryRead(ref scanner, out T inner, out refusal))
        {
            value = default;
            return false;
        }

        value = new() { Value = inner, Bytes = scanner.Since(start) };
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in Sliced<T> value) => T.MaxLength(value.Value);

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in Sliced<T> value) => T.Write(ref writer, value.Value);
}
