using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BetterAuth.Access;
using BetterAuth.Cryptography;

namespace BetterAuth.Measurements.Peers;

/// <summary>What there is to check once both signatures hold (RFC 9449 section 4.3): the same for every library of JSON Web Tokens, and the same replay lock as ours.</summary>
internal sealed class ProofRules(IReplayLock replayLock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private readonly byte[] _entry = new byte[Blake3.HashLength];

    /// <summary>Throws unless the proof is for this token, key, request and time, and new.</summary>
    public void Check(string token, string boundTo, string thumbprint, in ProofClaims proof)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(token), hash);
        TimeSpan age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(proof.IssuedAt);
        Blake3.Hash(Encoding.ASCII.GetBytes(thumbprint + proof.Id), _entry);
        Require(boundTo == thumbprint, "jkt");
        Require(proof.Method == ProofCredentials.Method, "htm");
        Require(proof.Address == ProofCredentials.Address, "htu");
        Require(proof.TokenHash == Base64Url.EncodeToString(hash), "ath");
        Require(age <= Window && age >= -Window, "iat");
        ValueTask<bool> reserved = replayLock.TryReserveAsync(_entry, DateTimeOffset.UtcNow + Window);
        Require(reserved.IsCompletedSuccessfully && reserved.Result, "jti");
    }

    /// <summary>Throws unless it holds.</summary>
    public static void Require(bool holds, string claim)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The proof was refused: {claim}.");
        }
    }

    /// <summary>The claims of a proof.</summary>
    internal readonly record struct ProofClaims(string Id, string Method, string Address, string TokenHash, long IssuedAt);
}
