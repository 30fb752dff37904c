using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using BetterAuth.Wire.Tokens;

namespace BetterAuth.Wire;

/// <summary>Claims as base64url without padding of one gzip member (RFC 1952; level 9, time 0 on the way out).</summary>
/// <remarks>
/// Decoding allocates nothing and is bounded by its destination both ways: what does not fit is refused as soon as that is seen, and so is a text that is much longer than
/// any that stands for so few claims (a header with a name of 60 KB, say). Encoding allocates.
/// </remarks>
public sealed class GzipTokenEncoder : ITokenEncoder
{
    private const int MemberOverhead = 18; // header and trailer
    private const int MaxStoredBlock = 8 * 1024; // zlib closes a block after 16,383 literals; five bytes each where nothing can be compressed
    private const int HeaderAllowance = 1024; // extra field, name and comment of a header that somebody else wrote
    private const int OnStack = 2048;

    /// <inheritdoc/>
    public int MaxTextLength(int claimsLength) => Base64Url.GetEncodedLength(MaxMemberLength(claimsLength));

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> claims, Span<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfZero(claims.Length); // JSON is never empty, and the platform's stream writes nothing for nothing
        using MemoryStream member = new(MaxMemberLength(claims.Length));
        using (GZipStream gzip = new(member, new ZLibCompressionOptions { CompressionLevel = 9 }, leaveOpen: true))
        {
            gzip.Write(claims);
        }

        return Base64Url.EncodeToUtf8(member.GetBuffer().AsSpan(0, (int)member.Length), text);
    }

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> claims, out int written)
    {
        written = 0;
        int length = StrictBase64Url.ValueLength(text.Length);
        if (length > MaxMemberLength(claims.Length) + HeaderAllowance)
        {
            return false;
        }

        byte[]? rented = length <= OnStack ? null : ArrayPool<byte>.Shared.Rent(length);
        Span<byte> member = (rented ?? stackalloc byte[OnStack])[..length];
        bool decoded = StrictBase64Url.TryDecode(text, member) && Gzip.TryDecompress(member, claims, out written);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return decoded;
    }

    private static int MaxMemberLength(int claimsLength) => claimsLength + (5 * ((claimsLength / MaxStoredBlock) + 1)) + MemberOverhead;
}
