namespace BetterAuth.Wire;

/// <summary>Claims as base64url without padding of one gzip member (RFC 1952; level 9, time 0 on the way out).</summary>
public sealed class GzipTokenEncoder : ITokenEncoder
{
    /// <inheritdoc/>
    public int MaxTextLength(int claimsLength) => throw new NotImplementedException();

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> claims, Span<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> claims, out int written) => throw new NotImplementedException();
}
