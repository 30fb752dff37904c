using System.Security.Cryptography;
using BetterAuth.Cryptography;

namespace BetterAuth.Sessions;

/// <summary>The keys that challenges are made with: the current one, and the former one for one challenge lifetime. Kept beside the server's keys, the same on every node. Immutable.</summary>
public sealed class ChallengeKeys
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = Blake3.KeyLength;

    private readonly byte[] _current;
    private readonly byte[]? _former;

    /// <summary>Each key has <see cref="KeyLength"/> bytes; copied. Throws <see cref="ArgumentException"/> for other lengths and for a key of zeros (somebody forgot to fill it).</summary>
    public ChallengeKeys(ReadOnlySpan<byte> current, ReadOnlySpan<byte> former = default)
    {
        _current = Checked(current, nameof(current));
        _former = former.IsEmpty ? null : Checked(former, nameof(former));
    }

    internal ReadOnlySpan<byte> Current => _current;

    internal ReadOnlySpan<byte> Former => _former;

    /// <summary>A random key.</summary>
    public static ChallengeKeys Generate()
    {
        Span<byte> key = stackalloc byte[KeyLength];
        RandomNumberGenerator.Fill(key);
        ChallengeKeys keys = new(key);
        CryptographicOperations.ZeroMemory(key);
        return keys;
    }

    private static byte[] Checked(ReadOnlySpan<byte> key, string name)
    {
        if (key.Length != KeyLength || !key.ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException($"A challenge key is {KeyLength} random bytes; use ChallengeKeys.Generate() once and keep it beside the server's keys.", name);
        }

        byte[] copy = SecretBytes.Allocate(KeyLength);
        key.CopyTo(copy);
        return copy;
    }
}
