using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using BetterAuth.Measurements.Scenarios;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BetterAuth.Measurements.Peers;

/// <summary><c>JsonWebTokenHandler</c> (Microsoft.IdentityModel.JsonWebTokens) verifies a token and its proof.</summary>
internal sealed class HandlerPeer
{
    private readonly JsonWebTokenHandler _handler = new();
    private readonly ProofCredentials _credentials;
    private readonly ProofRules _rules = new(new TurningLock());
    private readonly TokenValidationParameters _tokenParameters;
    private readonly ConcurrentDictionary<string, ClientKey>? _clientKeys;

    /// <summary>With default settings: keys are JSON Web Keys as they come from a key set and from the proof. Or with the platform's key objects kept, the server's and those of clients seen before.</summary>
    public HandlerPeer(ProofCredentials credentials, bool keepsKeys)
    {
        _credentials = credentials;
        _clientKeys = keepsKeys ? new() : null;
        _tokenParameters = new()
        {
            ValidIssuer = ProofCredentials.Issuer,
            ValidAudience = ProofCredentials.Audience,
            ValidTypes = ["at+jwt"],
            IssuerSigningKey = keepsKeys ? new ECDsaSecurityKey(credentials.ServerKey) : new JsonWebKey(ProofCredentials.Jwk(credentials.ServerKey)),
        };
    }

    /// <summary>Verifies both and checks the claims.</summary>
    public void Verify()
    {
        JsonWebToken token = Validate(new(_credentials.Token), _tokenParameters);
        JsonWebToken proof = new(_credentials.Proof);
        string jwk = proof.GetHeaderValue<JsonElement>("jwk").GetRawText();
        ClientKey key = _clientKeys is null ? AsItComes(jwk) : _clientKeys.GetOrAdd(jwk, Import);
        Validate(proof, key.Parameters);
        string boundTo = token.GetPayloadValue<JsonElement>("cnf").GetProperty("jkt").GetString()!;
        _rules.Check(_credentials.Token, boundTo, key.Thumbprint, new(
            proof.GetPayloadValue<string>("jti"),
            proof.GetPayloadValue<string>("htm"),
            proof.GetPayloadValue<string>("htu"),
            proof.GetPayloadValue<string>("ath"),
            proof.GetPayloadValue<long>("iat")));
    }

    private JsonWebToken Validate(JsonWebToken token, TokenValidationParameters parameters)
    {
        TokenValidationResult result = _handler.ValidateTokenAsync(token, parameters).GetAwaiter().GetResult();
        return result.IsValid ? token : throw result.Exception;
    }

    private static ClientKey AsItComes(string jwk)
    {
        JsonWebKey key = new(jwk);
        return new(Base64Url.EncodeToString(key.ComputeJwkThumbprint()), ParametersOf(key));
    }

    private static ClientKey Import(string jwk)
    {
        JsonWebKey key = new(jwk);
        ECDsa imported = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(key.X), Y = Base64Url.DecodeFromChars(key.Y) },
        });
        return new(Base64Url.EncodeToString(key.ComputeJwkThumbprint()), ParametersOf(new ECDsaSecurityKey(imported)));
    }

    private static TokenValidationParameters ParametersOf(SecurityKey key) => new()
    {
        IssuerSigningKey = key,
        ValidTypes = ["dpop+jwt"],
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false, // a proof has no expiry; its age is checked by the rules
    };

    private sealed record ClientKey(string Thumbprint, TokenValidationParameters Parameters);
}
