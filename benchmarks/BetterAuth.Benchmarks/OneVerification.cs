using BenchmarkDotNet.Attributes;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Benchmarks;

/// <summary>What does one verification cost, over a hash that is known: with each table, with none, and by the platform? And what do the tables cost?</summary>
[MemoryDiagnoser]
public class OneVerification
{
    private Action _platform = null!;
    private Action _platformCold = null!;
    private Action _small = null!;
    private Action _medium = null!;
    private Action _large = null!;
    private Action _cold = null!;
    private Action _buildSmall = null!;
    private Action _buildMedium = null!;
    private Action _buildLarge = null!;

    [ParamsSource(nameof(Strategies))]
    public string Strategy { get; set; } = "";

    public static IEnumerable<string> Strategies => P256Engines.Supported;

    [GlobalSetup]
    public void Setup()
    {
        SignatureScenario signatures = new();
        IP256Strategy strategy = P256Engines.StrategyOf(Strategy);
        _platform = signatures.ByPlatform();
        _platformCold = signatures.ByPlatformCold();
        _small = signatures.ByTable(strategy, TableShape.Small);
        _medium = signatures.ByTable(strategy, TableShape.Medium);
        _large = signatures.ByTable(strategy, TableShape.Large);
        _cold = signatures.Cold(strategy);
        _buildSmall = signatures.Build(strategy, TableShape.Small);
        _buildMedium = signatures.Build(strategy, TableShape.Medium);
        _buildLarge = signatures.Build(strategy, TableShape.Large);
    }

    [Benchmark(Baseline = true, Description = "platform, key imported")]
    public void Platform() => _platform();

    [Benchmark(Description = "platform, with import")]
    public void PlatformCold() => _platformCold();

    [Benchmark(Description = "table of 4 KB")]
    public void Small() => _small();

    [Benchmark(Description = "table of 28 KB")]
    public void Medium() => _medium();

    [Benchmark(Description = "table of 320 KB")]
    public void Large() => _large();

    [Benchmark(Description = "key never met")]
    public void Cold() => _cold();

    [Benchmark(Description = "build 4 KB")]
    public void BuildSmall() => _buildSmall();

    [Benchmark(Description = "build 28 KB")]
    public void BuildMedium() => _buildMedium();

    [Benchmark(Description = "build 320 KB")]
    public void BuildLarge() => _buildLarge();
}
