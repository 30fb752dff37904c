using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Storage.Files;

namespace BetterAuth.Storage;

/// <summary>
/// Protects a file by a secret of the deployment: 32 random bytes from a secret store, a mounted secret or the platform's key chain.
/// HKDF-SHA512 with a random salt gives the key that wraps the data key by AES-256-GCM, so one secret can protect any number of files.
/// </summary>
/// <remarks>Thread-safe, except for <see cref="Dispose"/>, which clears the secret; files that are open stay open.</remarks>
public sealed class SecretKeyProtector : IKeyProtector, IDisposable
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretLength = 32;

    private const int SaltLength = 16;

    private readonly byte[] _secret = SecretBytes.Allocate(SecretLength);
    private bool _disposed;

    /// <summary>Copies <paramref name="secret"/>; the caller may clear its own. It must be random: a word of a person belongs in a <see cref="PassphraseKeyProtector"/>.</summary>
    /// <exception cref="ArgumentException">The secret does not have 32 bytes, or all of them are zero.</exception>
    public SecretKeyProtector(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException($"A secret has {SecretLength} bytes.", nameof(secret));
        }

        if (!secret.ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException("The secret is all zeros: it was never filled.", nameof(secret));
        }

        secret.CopyTo(_secret);
    }

    /// <inheritdoc/>
    public string Kind => "secret-hkdf-sha512";

    /// <inheritdoc/>
    public byte[] Wrap(ReadOnlySpan<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        byte[] wrapped = new byte[SaltLength + KeyWrap.Length];
        Span<byte> salt = wrapped.AsSpan(0, SaltLength);
        RandomNumberGenerator.Fill(salt);

        Span<byte> wrappingKey = stackalloc byte[KeyWrap.WrappingKeyLength];
        Derive(salt, wrappingKey);
        KeyWrap.Wrap(wrappingKey, salt, key, wrapped.AsSpan(SaltLength));
        CryptographicOperations.ZeroMemory(wrappingKey);
        return wrapped;
    }

    /// <inheritdoc/>
    public void Unwrap(ReadOnlySpan<byte> wrapped, Span<byte> key)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (wrapped.Length != SaltLength + KeyWrap.Length)
        {
            throw new CryptographicException("The wrapped key is damaged: it is none of a deployment's secret.");
        }

        Span<byte> wrappingKey = stackalloc byte[KeyWrap.WrappingKeyLength];
        ReadOnlySpan<byte> salt = wrapped[..SaltLength];
        Derive(salt, wrappingKey);
        bool unwrapped = KeyWrap.TryUnwrap(wrappingKey, salt, wrapped[SaltLength..], key);
        CryptographicOperations.ZeroMemory(wrappingKey);
        if (!unwrapped)
        {
            throw new CryptographicException("The secret is another one, or the wrapped key was changed.");
        }
    }

    /// <summary>Clears the secret.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    private void Derive(ReadOnlySpan<byte> salt, Span<byte> wrappingKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA512, _secret, wrappingKey, salt, "BetterAuth file key"u8);
}
