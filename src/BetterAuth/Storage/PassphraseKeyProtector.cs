using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Storage.Files;

namespace BetterAuth.Storage;

/// <summary>
/// Protects a file by a passphrase: PBKDF2-HMAC-SHA512 with 210,000 iterations (OWASP Password Storage Cheat Sheet, 2023) and a random salt gives the key that wraps the data key by AES-256-GCM.
/// Creating or opening a file costs about a tenth of a second; reading and writing records costs nothing more.
/// </summary>
/// <remarks>Thread-safe, except for <see cref="Dispose"/>, which clears the passphrase; files that are open stay open.</remarks>
public sealed class PassphraseKeyProtector : IKeyProtector, IDisposable
{
    internal const int DefaultIterations = 210_000;

    /// <summary>A forged file must not hold its reader for hours: this takes some seconds.</summary>
    internal const int MaxIterations = 10_000_000;

    private const int SaltLength = 16;
    private const int ParametersLength = sizeof(int) + SaltLength;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _passphrase;
    private readonly int _iterations;
    private bool _disposed;

    /// <summary>Takes the UTF-8 bytes of <paramref name="passphrase"/> as they are: no trimming, no normalisation. Copied; the caller may clear its own.</summary>
    /// <exception cref="ArgumentException">The passphrase is empty or no well-formed text.</exception>
    public PassphraseKeyProtector(ReadOnlySpan<char> passphrase)
        : this(passphrase, DefaultIterations)
    {
    }

    internal PassphraseKeyProtector(ReadOnlySpan<char> passphrase, int iterations)
    {
        if (passphrase.IsEmpty)
        {
            throw new ArgumentException("An empty passphrase protects nothing.", nameof(passphrase));
        }

        _iterations = iterations;
        try
        {
            _passphrase = SecretBytes.Allocate(Utf8.GetByteCount(passphrase));
            Utf8.GetBytes(passphrase, _passphrase);
        }
        catch (EncoderFallbackException)
        {
            // Its own message quotes a character of the passphrase.
            throw new ArgumentException("The passphrase is no well-formed text: it has half of a surrogate pair.", nameof(passphrase));
        }
    }

    /// <inheritdoc/>
    public string Kind => "passphrase-pbkdf2-sha512";

    /// <inheritdoc/>
    public byte[] Wrap(ReadOnlySpan<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        byte[] wrapped = new byte[ParametersLength + KeyWrap.Length];
        Span<byte> parameters = wrapped.AsSpan(0, ParametersLength);
        BinaryPrimitives.WriteInt32BigEndian(parameters, _iterations);
        RandomNumberGenerator.Fill(parameters[sizeof(int)..]);

        Span<byte> wrappingKey = stackalloc byte[KeyWrap.WrappingKeyLength];
        Derive(parameters[sizeof(int)..], _iterations, wrappingKey);
        KeyWrap.Wrap(wrappingKey, parameters, key, wrapped.AsSpan(ParametersLength));
        CryptographicOperations.ZeroMemory(wrappingKey);
        return wrapped;
    }

    /// <inheritdoc/>
    public void Unwrap(ReadOnlySpan<byte> wrapped, Span<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (wrapped.Length != ParametersLength + KeyWrap.Length
            || BinaryPrimitives.ReadInt32BigEndian(wrapped) is not (> 0 and <= MaxIterations and int iterations))
        {
            throw new CryptographicException("The wrapped key is damaged: it is none of a passphrase.");
        }

        Span<byte> wrappingKey = stackalloc byte[KeyWrap.WrappingKeyLength];
        ReadOnlySpan<byte> parameters = wrapped[..ParametersLength];
        Derive(parameters[sizeof(int)..], iterations, wrappingKey);
        bool unwrapped = KeyWrap.TryUnwrap(wrappingKey, parameters, wrapped[ParametersLength..], key);
        CryptographicOperations.ZeroMemory(wrappingKey);
        if (!unwrapped)
        {
            throw new CryptographicException("The passphrase is wrong, or the wrapped key was changed.");
        }
    }

    /// <summary>Clears the passphrase.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_passphrase);
    }

    private void Derive(ReadOnlySpan<byte> salt, int iterations, Span<byte> wrappingKey) =>
        Rfc2898DeriveBytes.Pbkdf2(_passphrase, salt, wrappingKey, iterations, HashAlgorithmName.SHA512);
}
