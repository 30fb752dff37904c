using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.NativeAot;
using BetterAuth.Benchmarks;
using BetterAuth.Benchmarks.Http;
using BetterAuth.Benchmarks.Peers;
using BetterAuth.Measurements;

// `http`: requests per second over loopback. `headline`: the figures in half a minute. Everything else goes to BenchmarkDotNet: `-- --filter *` runs all under the JIT and NativeAOT.
switch (args)
{
    case ["http"]:
        await HttpComparison.RunAsync(Console.Out);
        return 0;
    case ["headline", ..]:
        return await MeasurementCommands.RunAsync(args, Console.Out, JosePeer.Contestants());
    default:
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithId("JIT"))
            .AddJob(Job.ShortRun.WithId("NativeAOT").WithRuntime(NativeAotRuntime.Net10_0).WithToolchain(
                NativeAotToolchain.CreateBuilder().UseNuGet().IlcInstructionSet("native").TargetFrameworkMoniker("net10.0").ToToolchain()))
            .WithBuildTimeout(TimeSpan.FromMinutes(10));
        BenchmarkSwitcher.FromAssembly(typeof(AccessVerification).Assembly).Run(args, config);
        return 0;
}
