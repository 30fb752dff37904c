using System.Globalization;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Growth;
using BetterAuth.Measurements.Headline;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Measurements.Report;

/// <summary>How costs grow with the number of live nonces, remembered tokens, clients' tables and threads: <c>growth.txt</c> and its charts.</summary>
internal static class GrowthReport
{
    private static readonly int[] NonceCounts = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000];
    private static readonly int[] TokenCounts = [1_000, 10_000, 100_000, 1_000_000];
    private static readonly int[] KeyCounts = [100, 1_000, 10_000, 30_000]; // 400 KB to 120 MB

    /// <summary>File names and their texts.</summary>
    /// <param name="most">Counts above it are left out.</param>
    /// <param name="slice">How long each number of threads runs at a time.</param>
    public static async Task<IReadOnlyList<(string File, string Text)>> RunAsync(int most, TimeSpan slice)
    {
        NonceGrowth.Measure(NonceCounts[0]); // warms up
        GrowthPoint[] nonces = [.. NonceCounts.Where(count => count <= most).Select(NonceGrowth.Measure)];
        TokenGrowth.Measure(TokenCounts[0]);
        GrowthPoint[] tokens = [.. TokenCounts.Where(count => count <= most).Select(TokenGrowth.Measure)];
        KeyGrowth.Measure(Strategies.InUse, KeyCounts[0]);
        GrowthPoint[] keys = [.. KeyCounts.Where(count => count <= most).Select(count => KeyGrowth.Measure(Strategies.InUse, count))];
        (string Name, int Threads, double PerSecond)[] rates = [.. ThreadGrowth.Measure(await ContestantsAsync(), Math.Min(Environment.ProcessorCount, 8), slice)];
        return
        [
            ("growth.txt", string.Concat(Lines([.. nonces, .. tokens, .. keys], rates).Select(line => line + "\n"))),
            ("live-nonces.svg", NonceChart(nonces)),
            ("threads.svg", ThreadChart(rates)),
        ];
    }

    private static async Task<IReadOnlyList<Contestant>> ContestantsAsync()
    {
        AccessScenario access = await AccessScenario.CreateAsync(1);
        return
        [
            new(Strategies.InUse, Strategies.InUse, AccessFigures.Busy(P256Engines.Create(Strategies.InUse), access.Cached)),
            new(P256Engines.Platform, P256Engines.Platform, access.Cached(new P256Verifier(new PlatformP256Engine()))),
        ];
    }

    private static IEnumerable<string> Lines(GrowthPoint[] points, (string Name, int Threads, double PerSecond)[] rates) =>
    [
        .. points.Select(point => point.ToString()),
        .. rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"access.cached {rate.Name} {rate.Threads} threads {rate.PerSecond:0} requests/s")),
    ];

    private static string NonceChart(GrowthPoint[] points) => SvgChart.Lines(
        "What a reservation costs as live nonces grow",
        "Replay lock in memory. Mean of a call, and the slowest call on the way (in the best of several tries).",
        count => count >= 1_000_000 ? $"{count / 1_000_000:0} million" : count.ToString("#,0", CultureInfo.InvariantCulture),
        time => time >= 1_000_000 ? $"{time / 1_000_000:0} ms" : time >= 1_000 ? $"{time / 1_000:0} µs" : $"{time:0} ns",
        [
            new("mean", [.. points.Select(point => ((double)point.Entries, point.Nanoseconds))]),
            new("slowest", [.. points.Select(point => ((double)point.Entries, point.Largest))]),
        ]);

    private static string ThreadChart((string Name, int Threads, double PerSecond)[] rates) => SvgChart.Bars(
        "Access requests verified per second",
        "One verifier, token known, as many threads as said; more is better.",
        "/s",
        [.. rates.Select(rate => new SvgChart.Bar($"{rate.Name}, {rate.Threads} thread{(rate.Threads == 1 ? "" : "s")}", rate.PerSecond, rate.Name == P256Engines.Platform ? SvgChart.Kind.Platform : SvgChart.Kind.Ours))]);
}
