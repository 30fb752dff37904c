using System.Buffers.Text;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Benchmarks;

/// <summary>What do the texts of keys, hashes, signatures and nonces cost, beside the platform's base64url of the same bytes, which checks less?</summary>
[MemoryDiagnoser]
public class CesrTexts
{
    private CesrCode _code = null!;
    private byte[] _value = [];
    private byte[] _text = [];
    private byte[] _plain = [];

    [Params("Nonce", "Hash", "PublicKey", "Signature")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _code = Kind switch
        {
            "Nonce" => CesrCode.Nonce,
            "Hash" => CesrCode.Hash,
            "PublicKey" => CesrCode.PublicKey,
            _ => CesrCode.Signature,
        };
        _value = RandomNumberGenerator.GetBytes(_code.ValueLength);
        _text = new byte[_code.TextLength];
        _code.Encode(_value, _text);
        _plain = Base64Url.EncodeToUtf8(_value);
    }

    [Benchmark(Baseline = true, Description = "base64url of the platform, decode")]
    public bool PlainDecode() => Base64Url.TryDecodeFromUtf8(_plain, _value, out _);

    [Benchmark(Description = "check")]
    public bool Check() => _code.IsWellFormed(_text);

    [Benchmark(Description = "decode")]
    public bool Decode() => _code.TryDecode(_text, _value);

    [Benchmark(Description = "encode")]
    public void Encode() => _code.Encode(_value, _text);
}
