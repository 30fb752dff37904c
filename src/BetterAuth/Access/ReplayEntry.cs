using System.Runtime.CompilerServices;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>What a replay lock remembers: a hash of access key and nonce, so that one caller's nonces are never in another's way.</summary>
/// <remarks>The nonce goes in by its value and not its text: with a key of 48 characters that makes the 64 bytes of one block.</remarks>
internal static class ReplayEntry
{
    private const int OnStack = 1024; // a key's text has at most 512 bytes (IVerifier)

    /// <summary>Writes the entry of a well-formed nonce.</summary>
    [SkipLocalsInit]
    public static void Write(INoncer noncer, Utf8Text publicKey, Utf8Text nonce, Span<byte> entry)
    {
        Span<byte> input = stackalloc byte[OnStack];
        Span<byte> value = input[..INoncer.ValueLength];
        value.Clear(); // a noncer that cannot read what it called well-formed makes replays of all, not of none
        noncer.TryDecode(nonce.Span, value);
        publicKey.Span.CopyTo(input[INoncer.ValueLength..]);
        Blake3.Hash(input[..(INoncer.ValueLength + publicKey.Length)], entry);
    }
}
