using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.NativeAot;

namespace BetterAuth.Benchmarks;

/// <summary>What BenchmarkDotNet runs everything under: the JIT, and NativeAOT for this processor and for the one that it compiles for unless it is told otherwise.</summary>
internal static class Suite
{
    public static IConfig Configuration => DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithId("JIT"))
        .AddJob(NativeAot("native"))
        .AddJob(NativeAot("x86-64-v2"))
        .WithBuildTimeout(TimeSpan.FromMinutes(10));

    private static Job NativeAot(string instructionSet) => Job.ShortRun.WithId("NativeAOT " + instructionSet).WithRuntime(NativeAotRuntime.Net10_0).WithToolchain(
        NativeAotToolchain.CreateBuilder().UseNuGet().IlcInstructionSet(instructionSet).TargetFrameworkMoniker("net10.0").DisplayName(instructionSet).ToToolchain());
}
