using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

/// <summary>A token's claims, read with the platform's JSON reader.</summary>
internal sealed record TokenView(Utf8Text ServerIdentity, Utf8Text Identity, Utf8Text Device, Utf8Text PublicKey, Utf8Text RotationHash, DateTimeOffset IssuedAt, DateTimeOffset Expiry, DateTimeOffset RefreshExpiry)
{
    private ReadOnlyMemory<byte> Claims { get; init; }

    private Utf8Text Signature { get; init; }

    public static TokenView? Read(CryptographicSuite suite, Utf8Text token)
    {
        byte[] claims = new byte[4096];
        int signature = suite.Verifier.SignatureLength;
        if (token.Length <= signature || !suite.TokenEncoder.TryDecode(token.Span[signature..], claims, out int written))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(claims.AsMemory(0, written));
        JsonElement root = document.RootElement;
        return new(Text(root, "serverIdentity"u8), Text(root, "identity"u8), Text(root, "device"u8), Text(root, "publicKey"u8), Text(root, "rotationHash"u8), Time(root, "issuedAt"u8), Time(root, "expiry"u8), Time(root, "refreshExpiry"u8))
        {
            Claims = claims.AsMemory(0, written),
            Signature = new(token.Memory[..signature]),
        };
    }

    /// <summary>Whether the key that it names signed it.</summary>
    public bool IsSigned(CryptographicSuite suite) => suite.Verifier.Verify(Claims.Span, Signature.Span, ServerIdentity.Span) == VerificationStatus.Valid;

    private static Utf8Text Text(JsonElement root, ReadOnlySpan<byte> name) => Utf8Text.FromString(root.GetProperty(name).GetString()!);

    private static DateTimeOffset Time(JsonElement root, ReadOnlySpan<byte> name) => root.GetProperty(name).GetDateTimeOffset();
}
