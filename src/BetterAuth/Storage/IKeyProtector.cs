namespace BetterAuth.Storage;

/// <summary>
/// Wraps the random data key of an encrypted file, so that the file is worth nothing without what the protector knows.
/// What ships: <see cref="PassphraseKeyProtector"/> and <see cref="SecretKeyProtector"/>; the platform's key store or a key management service can stand behind one's own.
/// </summary>
/// <remarks>Called when a file is created or opened, never when it is written. Thread-safe.</remarks>
public interface IKeyProtector
{
    /// <summary>Bytes of a data key.</summary>
    const int KeyLength = 32;

    /// <summary>Bytes that a wrapped key may have.</summary>
    const int MaxWrappedLength = 1024;

    /// <summary>Names the way of wrapping: 1 to 32 visible ASCII characters, written to the file so that another protector is told apart from a wrong passphrase. Never changes its meaning.</summary>
    string Kind { get; }

    /// <summary>Wraps <paramref name="key"/> (<see cref="KeyLength"/> bytes) with integrity; 1 to <see cref="MaxWrappedLength"/> bytes that hold all that <see cref="Unwrap"/> needs except the secret.</summary>
    byte[] Wrap(ReadOnlySpan<byte> key);

    /// <summary>Restores the key into <paramref name="key"/> (<see cref="KeyLength"/> bytes). <paramref name="wrapped"/> may have been forged: what it asks for must be bounded.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The secret is another one, or the bytes were changed.</exception>
    void Unwrap(ReadOnlySpan<byte> wrapped, Span<byte> key);
}
