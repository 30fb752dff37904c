using BenchmarkDotNet.Attributes;
using BetterAuth.Benchmarks.Peers;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Headline;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Benchmarks;

/// <summary>What does a whole access request cost: by each strategy, by the platform, and by the libraries of JSON Web Tokens with a token and a proof?</summary>
[MemoryDiagnoser]
public class WholeRequest
{
    private Action _run = null!;
    private Action _baseline = null!;

    [ParamsSource(nameof(Figures))]
    public string Figure { get; set; } = "";

    /// <summary>The names are those of the headline.</summary>
    public static IEnumerable<string> Figures => ContestantsAsync().GetAwaiter().GetResult().Select(contestant => contestant.Name);

    [GlobalSetup]
    public async Task SetupAsync()
    {
        List<Contestant> contestants = await ContestantsAsync();
        _run = contestants.Single(contestant => contestant.Name == Figure).Run;
        _baseline = contestants.Single(contestant => contestant.Name == "platform.access.cached").Run;
    }

    [Benchmark(Baseline = true, Description = "platform.access.cached")]
    public void Platform() => _baseline();

    [Benchmark]
    public void Verify() => _run();

    private static async Task<List<Contestant>> ContestantsAsync() =>
        [.. AccessFigures.All(await AccessScenario.CreateAsync(HeadlineRunner.Clients)), .. PeerFigures.All(), .. JosePeer.Contestants()];
}
