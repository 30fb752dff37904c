namespace BetterAuth.Cryptography;

/// <summary>Nonces of 128 bits. What ships: <see cref="CesrNoncer"/>. Thread-safe.</summary>
public interface INoncer
{
    /// <summary>Bytes of a nonce's value.</summary>
    const int ValueLength = 16;

    /// <summary>Length in bytes of a nonce's text; at most 256.</summary>
    int TextLength { get; }

    /// <summary>Whether <paramref name="text"/> is a nonce's text.</summary>
    bool IsWellFormed(ReadOnlySpan<byte> text);

    /// <summary>Writes a fresh random nonce's text.</summary>
    void Generate(Span<byte> text);

    /// <summary>Writes the text of a given value of <see cref="ValueLength"/> bytes (challenges and request-bound nonces are such values).</summary>
    void Encode(ReadOnlySpan<byte> value, Span<byte> text);

    /// <summary>Reads the value of a nonce's text; false when it is not well-formed.</summary>
    bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value);
}
