using System.Security.Cryptography;

namespace BetterAuth.Storage.Files;

/// <summary>A data key under a wrapping key by AES-256-GCM: nonce (12), ciphertext (32), tag (16).</summary>
internal static class KeyWrap
{
    /// <summary>Bytes of a wrapping key.</summary>
    public const int WrappingKeyLength = 32;

    /// <summary>Bytes of a wrapped key.</summary>
    public const int Length = NonceLength + IKeyProtector.KeyLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Wraps <paramref name="key"/>, bound to <paramref name="parameters"/>.</summary>
    public static void Wrap(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> key, Span<byte> wrapped)
    {
        RandomNumberGenerator.Fill(wrapped[..NonceLength]);
        using AesGcm cipher = new(wrappingKey, TagLength);
        cipher.Encrypt(wrapped[..NonceLength], key, wrapped.Slice(NonceLength, IKeyProtector.KeyLength), wrapped[^TagLength..], parameters);
    }

    /// <summary>Unwraps; false, and a cleared key, when the wrapping key is another one or anything was changed.</summary>
    public static bool TryUnwrap(ReadOnlySpan<byte> wrappingKey, ReadOnlySpan<byte> parameters, ReadOnlySpan<byte> wrapped, Span<byte> key)
    {
        using AesGcm cipher = new(wrappingKey, TagLength);
        try
        {
            cipher.Decrypt(wrapped[..NonceLength], wrapped.Slice(NonceLength, IKeyProtector.KeyLength), wrapped[^TagLength..], key, parameters);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false; // the platform has cleared the key
        }
    }
}
