using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// What stands for an identity where a whole one has no room: in the 16 bytes of a challenge, and before the device in the row that the challenge's answer is looked up by. So nobody else's rows are in the way, however many accounts have a device of that id.
/// </summary>
/// <remarks>The first 80 bits of a hash: whoever wants another account under the same tag has to try 2⁸⁰ identities for each.</remarks>
internal static class AccountTag
{
    /// <summary>Bytes of a tag.</summary>
    public const int Length = 10;

    /// <summary>Writes the tag of <paramref name="identity"/> into the first bytes of <paramref name="destination"/>.</summary>
    public static void Write(Utf8Text identity, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[Blake3.HashLength];
        Blake3.DeriveKey("better-auth account tag 2026 v1"u8, identity.Span, hash);
        hash[..Length].CopyTo(destination);
    }

    /// <summary>The key of the row <see cref="RowKind.Owner"/>: tag ‖ device.</summary>
    public static byte[] RowKey(ReadOnlySpan<byte> tag, Utf8Text device) => [.. tag, .. device.Span];

    /// <summary>The same, of an account that is known.</summary>
    public static byte[] RowKey(Utf8Text identity, Utf8Text device)
    {
        Span<byte> tag = stackalloc byte[Length];
        Write(identity, tag);
        return RowKey(tag, device);
    }
}
