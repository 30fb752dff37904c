using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BetterAuth.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace BetterAuth.Benchmarks;

/// <summary>What does a BLAKE3 hash cost, beside the platform's SHA-256 and BouncyCastle's BLAKE3?</summary>
[MemoryDiagnoser]
public class Hashing
{
    private readonly byte[] _hash = new byte[Blake3.HashLength];
    private readonly Blake3Digest _theirs = new();
    private byte[] _message = [];

    /// <summary>48 bytes: a public key's text. 92: what a replay entry is made of.</summary>
    [Params(48, 64, 92, 192, 1024, 4096, 16384)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup() => _message = RandomNumberGenerator.GetBytes(Length);

    [Benchmark(Baseline = true, Description = "SHA-256 of the platform")]
    public void Sha256() => SHA256.HashData(_message, _hash);

    [Benchmark(Description = "BLAKE3")]
    public void Ours() => Blake3.Hash(_message, _hash);

    [Benchmark(Description = "BLAKE3 of BouncyCastle")]
    public void BouncyCastle()
    {
        _theirs.BlockUpdate(_message, 0, _message.Length);
        _theirs.DoFinal(_hash, 0);
    }
}
