namespace BetterAuth.Wire;

/// <summary>Text of a token's claims (what follows the signature). What ships: <see cref="GzipTokenEncoder"/>. Thread-safe.</summary>
public interface ITokenEncoder
{
    /// <summary>An upper bound of the text's length for claims of <paramref name="claimsLength"/> bytes.</summary>
    int MaxTextLength(int claimsLength);

    /// <summary>Encodes the claims' JSON; returns the text's length.</summary>
    int Encode(ReadOnlySpan<byte> claims, Span<byte> text);

    /// <summary>
    /// Decodes into <paramref name="claims"/>; false for anything but exactly one well-formed text whose claims fit. Bounded by the destination, so that nothing unauthenticated can make it grow.
    /// </summary>
    bool TryDecode(ReadOnlySpan<byte> text, Span<byte> claims, out int written);
}
