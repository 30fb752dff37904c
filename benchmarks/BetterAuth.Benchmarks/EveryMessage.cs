using BenchmarkDotNet.Attributes;
using BetterAuth.Measurements.Messages;

namespace BetterAuth.Benchmarks;

/// <summary>What do reading (with the check of all shapes) and writing a message cost, beside System.Text.Json's source generator, which checks types alone?</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory, BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByParams)]
[CategoriesColumn]
public class EveryMessage
{
    private MessageScenario _message = null!;

    [ParamsSource(nameof(Messages))]
    public string Message { get; set; } = "";

    public static IEnumerable<string> Messages => MessageScenarios.All.Select(scenario => scenario.Name);

    [GlobalSetup]
    public void Setup() => _message = MessageScenarios.All.Single(scenario => scenario.Name == Message);

    [Benchmark(Baseline = true, Description = "System.Text.Json"), BenchmarkCategory("read")]
    public object PlainParse() => _message.PlainParse();

    [Benchmark(Description = "ours"), BenchmarkCategory("read")]
    public void Parse() => _message.Parse();

    [Benchmark(Baseline = true, Description = "System.Text.Json"), BenchmarkCategory("write")]
    public int PlainWrite() => _message.PlainWrite().Length;

    [Benchmark(Description = "ours"), BenchmarkCategory("write")]
    public int Write() => _message.Write().Length;
}
