using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

/// <summary>A token's claims, read with the platform's JSON reader.</summary>
internal sealed record TokenView(Utf8Text Identity, Utf8Text Device, Utf8Text PublicKey, Utf8Text RotationHash, DateTimeOffset IssuedAt, DateTimeOffset Expiry, DateTimeOffset RefreshExpiry)
{
    public static TokenView? Read(CryptographicSuite suite, Utf8Text token)
    {
        byte[] claims = new byte[4096];
        if (token.Length <= suite.Verifier.SignatureLength || !suite.TokenEncoder.TryDecode(token.Span[suite.Verifier.SignatureLength..], claims, out int written))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(claims.AsMemory(0, written));
        JsonElement root = document.RootElement;
        return new(Text(root, "identity"u8), Text(root, "device"u8), Text(root, "publicKey"u8), Text(root, "rotationHash"u8), Time(root, "issuedAt"u8), Time(root, "expiry"u8), Time(root, "refreshExpiry"u8));
    }

    private static Utf8Text Text(JsonElement root, ReadOnlySpan<byte> name) => Utf8Text.FromString(root.GetProperty(name).GetString()!);

    private static DateTimeOffset Time(JsonElement root, ReadOnlySpan<byte> name) => root.GetProperty(name).GetDateTimeOffset();
}
