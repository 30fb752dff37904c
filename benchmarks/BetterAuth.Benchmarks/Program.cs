using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.NativeAot;
using BetterAuth.Benchmarks;
using BetterAuth.Benchmarks.Http;

// `http`: requests per second over loopback. Everything else goes to BenchmarkDotNet: `-- --filter *` runs the verification path under the JIT and NativeAOT.
if (args is ["http"])
{
    await HttpComparison.RunAsync(Console.Out);
    return;
}

IConfig config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithId("JIT"))
    .AddJob(Job.ShortRun.WithId("NativeAOT").WithRuntime(NativeAotRuntime.Net10_0).WithToolchain(
        NativeAotToolchain.CreateBuilder().UseNuGet().IlcInstructionSet("native").TargetFrameworkMoniker("net10.0").ToToolchain()))
    .WithBuildTimeout(TimeSpan.FromMinutes(10));
BenchmarkSwitcher.FromAssembly(typeof(AccessVerification).Assembly).Run(args, config);
