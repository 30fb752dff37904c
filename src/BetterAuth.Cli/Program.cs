using System.CommandLine;
using BetterAuth.Cli.Call;
using BetterAuth.Cli.Demo;
using BetterAuth.Cli.Inspect;
using BetterAuth.Cli.Serve;

RootCommand root = new("The better-auth protocol: see it run, serve it, call it, look into its messages.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    CallCommand.Create(),
    InspectCommand.Create(),
};
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
