namespace BetterAuth.Cryptography;

/// <summary>The protocol's hash, text in and text out: device, identity, rotation and recovery hashes. What ships: <see cref="Blake3Hasher"/>. Thread-safe.</summary>
public interface IHasher
{
    /// <summary>Length in bytes of a hash's text; at most 256.</summary>
    int TextLength { get; }

    /// <summary>Whether <paramref name="text"/> is a hash's text: length, code, alphabet, pad bits.</summary>
    bool IsWellFormed(ReadOnlySpan<byte> text);

    /// <summary>Hashes <paramref name="message"/> and writes the hash's text; <paramref name="text"/> holds <see cref="TextLength"/> bytes.</summary>
    void Hash(ReadOnlySpan<byte> message, Span<byte> text);
}
