using System.Security.Cryptography;

namespace BetterAuth.Cryptography;

/// <summary>SHA-256 of a message that is signed (FIPS 186-5 section 6.4), by the platform.</summary>
/// <remarks>Each thread keeps the platform's context: making one for every message takes a tenth of the time of a request's hash.</remarks>
internal static class MessageHash
{
    [ThreadStatic]
    private static IncrementalHash? _context;

    /// <summary>Bytes of a hash.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>Writes the hash of <paramref name="message"/>, of <see cref="Length"/> bytes.</summary>
    public static void Write(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        IncrementalHash context = _context ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        context.AppendData(message);
        context.GetHashAndReset(hash);
    }
}
