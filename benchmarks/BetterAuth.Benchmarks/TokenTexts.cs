using System.Buffers.Text;
using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using BetterAuth.Measurements.Messages;
using BetterAuth.Wire;

namespace BetterAuth.Benchmarks;

/// <summary>What does a token's text cost, beside the platform's base64url and gzip, whose output has no bound?</summary>
[MemoryDiagnoser]
public class TokenTexts
{
    private readonly GzipTokenEncoder _encoder = new();
    private readonly byte[] _claims = new byte[4096];
    private byte[] _json = [];
    private byte[] _text = [];
    private byte[] _destination = [];

    [GlobalSetup]
    public void Setup()
    {
        _json = MessageScenarios.All.Single(scenario => scenario.Name == "token claims").Text.ToArray();
        _destination = new byte[_encoder.MaxTextLength(_json.Length)];
        _text = _destination[.._encoder.Encode(_json, _destination)];
    }

    [Benchmark(Baseline = true, Description = "platform, decode")]
    public int PlainDecode()
    {
        using GZipStream gzip = new(new MemoryStream(Base64Url.DecodeFromUtf8(_text)), CompressionMode.Decompress);
        return gzip.ReadAtLeast(_claims, _claims.Length, throwOnEndOfStream: false);
    }

    [Benchmark(Description = "decode")]
    public bool Decode() => _encoder.TryDecode(_text, _claims, out _);

    [Benchmark(Description = "encode")]
    public int Encode() => _encoder.Encode(_json, _destination);
}
