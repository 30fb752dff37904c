using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Fuzzing.References;

/// <summary>An access request verified by the platform: System.Text.Json, zlib, ECDSA, DateTimeOffset. It throws where it would not accept.</summary>
internal sealed record AccessReference(string Identity, string Device, string Nonce, string Request, string Attributes)
{
    private const int SignatureLength = 88;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30), Tolerance = TimeSpan.FromSeconds(5);

    public static AccessReference Of(byte[] message, World world)
    {
        DateTimeOffset now = world.Clock.GetUtcNow();
        using JsonDocument document = JsonDocument.Parse(message, new() { AllowDuplicateProperties = false });
        JsonElement root = Members(document.RootElement, "payload", "signature"), payload = Members(root.GetProperty("payload"), "access", "request");
        JsonElement access = Members(payload.GetProperty("access"), "nonce", "timestamp", "token");
        string token = Text(access, "token");
        byte[] claims = GzipMutations.ClaimsOf(Encoding.ASCII.GetBytes(token[SignatureLength..])) ?? throw new OracleException("accepted: a token that zlib does not read");
        Signed(claims, token[..SignatureLength], world.AccessKey.PublicKey.ToString(), "the token");

        using JsonDocument parsed = JsonDocument.Parse(claims, new() { AllowDuplicateProperties = false });
        JsonElement values = Members(parsed.RootElement, "serverIdentity", "device", "identity", "publicKey", "rotationHash", "issuedAt", "expiry", "refreshExpiry", "attributes");
        Oracle.Same(world.AccessKey.PublicKey.ToString(), Text(values, "serverIdentity"), "accepted: another server's token");
        Oracle.Holds(Time(values, "issuedAt") <= now + Tolerance, "accepted: a token of the future");
        Oracle.Holds(Time(values, "expiry") >= now, "accepted: an expired token");
        Signed(Encoding.UTF8.GetBytes(payload.GetRawText()), Text(root, "signature"), Text(values, "publicKey"), "the request");
        DateTimeOffset time = Time(access, "timestamp");
        Oracle.Holds(time <= now + Tolerance && time >= now - Window, "accepted: outside the window");
        return new(Text(values, "identity"), Text(values, "device"), Text(access, "nonce"), payload.GetProperty("request").GetRawText(), values.GetProperty("attributes").GetRawText());
    }

    private static JsonElement Members(JsonElement value, params string[] names)
    {
        Oracle.Holds(value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)), "accepted: other members than declared");
        return value;
    }

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    private static DateTimeOffset Time(JsonElement value, string name) => DateTimeOffset.Parse(Text(value, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static void Signed(byte[] message, string signature, string publicKey, string what)
    {
        byte[] point = new byte[CesrCode.PublicKey.ValueLength], rs = new byte[CesrCode.Signature.ValueLength];
        Oracle.Holds(CesrCode.PublicKey.TryDecode(Encoding.ASCII.GetBytes(publicKey), point) && CesrCode.Signature.TryDecode(Encoding.ASCII.GetBytes(signature), rs), $"accepted: {what} is not signed");
        using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..], Y = Curve.Decompress(point) } });
        Oracle.Holds(key.VerifyData(message, rs, HashAlgorithmName.SHA256), $"accepted: {what} is signed by somebody else");
    }
}
