using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Peers;
using BetterAuth.Measurements.Scenarios;
using Jose;
using Base64Url = System.Buffers.Text.Base64Url;

namespace BetterAuth.Benchmarks.Peers;

/// <summary>jose-jwt verifies a token and its proof. It checks signatures alone, so the token's claims are checked here.</summary>
internal sealed class JosePeer
{
    private readonly ProofCredentials _credentials;
    private readonly ProofRules _rules = new(new TurningLock());
    private readonly ConcurrentDictionary<string, (ECDsa Key, string Thumbprint)>? _clientKeys;
    private readonly object _serverKey;

    /// <summary>With keys as JSON Web Keys; or with the platform's key objects kept.</summary>
    public JosePeer(ProofCredentials credentials, bool keepsKeys)
    {
        _credentials = credentials;
        _clientKeys = keepsKeys ? new() : null;
        _serverKey = keepsKeys ? credentials.ServerKey : Jwk.FromJson(ProofCredentials.Jwk(credentials.ServerKey));
    }

    /// <summary>The figures of the headline. jose-jwt is not made for NativeAOT, so they are here and not with the others.</summary>
    public static IEnumerable<Contestant> Contestants()
    {
        ProofCredentials credentials = new();
        yield return new("jose.default", "jwt.default", new JosePeer(credentials, keepsKeys: false).Verify);
        yield return new("jose.cached", "jwt.cached", new JosePeer(credentials, keepsKeys: true).Verify);
    }

    /// <summary>Verifies both and checks the claims.</summary>
    public void Verify()
    {
        using JsonDocument token = JsonDocument.Parse(JWT.Decode(_credentials.Token, _serverKey, JwsAlgorithm.ES256));
        CheckToken(token.RootElement);
        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(_credentials.Proof.AsSpan(0, _credentials.Proof.IndexOf('.'))));
        string jwk = header.RootElement.GetProperty("jwk").GetRawText();
        string thumbprint;
        object key;
        if (_clientKeys is null)
        {
            key = Jwk.FromJson(jwk);
            thumbprint = ThumbprintOf(jwk);
        }
        else
        {
            (key, thumbprint) = _clientKeys.GetOrAdd(jwk, static text => (Jwk.FromJson(text).ECDsaKey(), ThumbprintOf(text)));
        }

        ProofRules.Require(header.RootElement.GetProperty("typ").GetString() == "dpop+jwt", "typ");
        using JsonDocument proof = JsonDocument.Parse(JWT.Decode(_credentials.Proof, key, JwsAlgorithm.ES256));
        _rules.Check(_credentials.Token, token.RootElement.GetProperty("cnf").GetProperty("jkt").GetString()!, thumbprint, new(
            Text(proof, "jti"), Text(proof, "htm"), Text(proof, "htu"), Text(proof, "ath"), proof.RootElement.GetProperty("iat").GetInt64()));
    }

    private static void CheckToken(JsonElement claims)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        ProofRules.Require(claims.GetProperty("iss").GetString() == ProofCredentials.Issuer, "iss");
        ProofRules.Require(claims.GetProperty("aud").GetString() == ProofCredentials.Audience, "aud");
        ProofRules.Require(claims.GetProperty("exp").GetInt64() > now, "exp");
    }

    // The members come in the order of RFC 7638.
    private static string ThumbprintOf(string jwk) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(jwk)));

    private static string Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString()!;
}
