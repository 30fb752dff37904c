using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BetterAuth.Measurements.Peers;

/// <summary>
/// What a user of JSON Web Tokens has in place of an access request: an access token by the server's key (ES256), bound to the client's key (RFC 7800 <c>cnf</c>), and a proof signed by the client's (RFC 9449, DPoP).
/// The same claims as ours, as far as there are such.
/// </summary>
internal sealed class ProofCredentials
{
    public const string Issuer = "https://server.example";
    public const string Audience = "https://api.example";
    public const string Method = "POST";
    public const string Address = "https://api.example/foo/bar";

    public ProofCredentials()
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using ECDsa client = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ServerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string jwk = Jwk(client);
        string thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
        Token = Sign(
            ServerKey,
            """{"alg":"ES256","typ":"at+jwt"}""",
            Text($$$"""{"iss":"{{{Issuer}}}","aud":"{{{Audience}}}","sub":"{{{Random(32)}}}","device":"{{{Random(32)}}}","iat":{{{now}}},"exp":{{{now + 900}}},"cnf":{"jkt":"{{{thumbprint}}}"},"permissionsByRole":{"admin":["read","write"]}}"""));
        Proof = Sign(
            client,
            $$$"""{"alg":"ES256","typ":"dpop+jwt","jwk":{{{jwk}}}}""",
            Text($$"""{"jti":"{{Random(16)}}","htm":"{{Method}}","htu":"{{Address}}","iat":{{now}},"ath":"{{Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Token)))}}"}"""));
    }

    /// <summary>The server's key.</summary>
    public ECDsa ServerKey { get; }

    /// <summary>The access token.</summary>
    public string Token { get; }

    /// <summary>The proof.</summary>
    public string Proof { get; }

    /// <summary>The public key with its members in the order of RFC 7638, so that its hash is its thumbprint.</summary>
    public static string Jwk(ECDsa key)
    {
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(q.X)}}","y":"{{Base64Url.EncodeToString(q.Y)}}"}""";
    }

    private static string Sign(ECDsa key, string header, string payload)
    {
        string signed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)) + "." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    private static string Random(int bytes) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(bytes));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
