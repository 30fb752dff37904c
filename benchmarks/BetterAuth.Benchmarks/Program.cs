using BenchmarkDotNet.Running;
using BetterAuth.Benchmarks;
using BetterAuth.Benchmarks.Http;
using BetterAuth.Benchmarks.Peers;
using BetterAuth.Measurements;

// `http`: requests per second over loopback. `headline` and `report`: the figures, without ceremony. Everything else goes to BenchmarkDotNet: `--filter *` runs all.
switch (args)
{
    case ["http"]:
        await HttpComparison.RunAsync(Console.Out);
        return 0;
    case ["headline" or "report", ..]:
        return await MeasurementCommands.RunAsync(args, Console.Out, JosePeer.Contestants());
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Suite).Assembly).Run(args, Suite.Configuration);
        return 0;
}
