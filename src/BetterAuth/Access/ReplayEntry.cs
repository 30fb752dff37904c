using System.Runtime.CompilerServices;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>What a replay lock remembers: a hash of access key and nonce, so that one caller's nonces are never in another's way.</summary>
internal static class ReplayEntry
{
    private const int OnStack = 1024; // a key's text has at most 512 bytes, a nonce's 256 (IVerifier, INoncer)

    [SkipLocalsInit]
    public static void Write(Utf8Text publicKey, Utf8Text nonce, Span<byte> entry)
    {
        Span<byte> input = stackalloc byte[OnStack];
        publicKey.Span.CopyTo(input);
        nonce.Span.CopyTo(input[publicKey.Length..]);
        Blake3.Hash(input[..(publicKey.Length + nonce.Length)], entry);
    }
}
