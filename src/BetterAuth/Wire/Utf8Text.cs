using System.Security.Cryptography;
using System.Text;

namespace BetterAuth.Wire;

/// <summary>
/// A protocol text (key, hash, nonce, signature, time, token) as UTF-8 bytes: usually a slice of the message it was read from.
/// </summary>
/// <remarks>
/// Nothing is copied; a text lives as long as the buffer behind it (<see cref="ToOwned"/> makes an independent copy). Equality is by bytes.
/// It stands for the <i>unescaped</i> content of a JSON string; protocol strings never carry escapes (design decision 4).
/// </remarks>
/// <param name="memory">The UTF-8 bytes.</param>
public readonly struct Utf8Text(ReadOnlyMemory<byte> memory) : IEquatable<Utf8Text>
{
    /// <summary>The UTF-8 bytes.</summary>
    public ReadOnlyMemory<byte> Memory { get; } = memory;

    /// <summary>The UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>Length in bytes.</summary>
    public int Length => Memory.Length;

    /// <summary>Whether there are no bytes.</summary>
    public bool IsEmpty => Memory.IsEmpty;

    /// <summary>An owned text from a string.</summary>
    public static Utf8Text FromString(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A copy that owns its bytes.</summary>
    public Utf8Text ToOwned() => new(Memory.ToArray());

    /// <summary>Compares in time that depends on the lengths alone.</summary>
    public bool FixedTimeEquals(Utf8Text other) => CryptographicOperations.FixedTimeEquals(Span, other.Span);

    /// <inheritdoc/>
    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text as a string (allocates).</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>Equality by bytes.</summary>
    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Equals(right);

    /// <summary>Inequality by bytes.</summary>
    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Equals(right);
}
