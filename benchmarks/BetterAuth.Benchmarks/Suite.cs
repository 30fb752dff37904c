using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.NativeAot;
using Perfolizer.Horology;

namespace BetterAuth.Benchmarks;

/// <summary>What BenchmarkDotNet runs everything under: the JIT, and NativeAOT for this processor and for the one that it compiles for unless it is told otherwise.</summary>
internal static class Suite
{
    public static IConfig Configuration => DefaultConfig.Instance
        .AddJob(Short.WithId("JIT"))
        .AddJob(NativeAot("native"))
        .AddJob(NativeAot("x86-64-v2"))
        .WithBuildTimeout(TimeSpan.FromMinutes(10));

    // Five rounds of a tenth of a second: what is measured takes microseconds, and there are hundreds of them.
    private static Job Short => Job.Default.WithLaunchCount(1).WithWarmupCount(3).WithIterationCount(5).WithIterationTime(TimeInterval.FromMilliseconds(100));

    private static Job NativeAot(string instructionSet) => Short.WithId("NativeAOT " + instructionSet).WithRuntime(NativeAotRuntime.Net10_0).WithToolchain(
        NativeAotToolchain.CreateBuilder().UseNuGet().IlcInstructionSet(instructionSet).TargetFrameworkMoniker("net10.0").DisplayName(instructionSet).ToToolchain());
}
