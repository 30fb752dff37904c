using System.CommandLine;
using System.CommandLine.Help;
using BetterAuth.Cli.Call;
using BetterAuth.Cli.Demo;
using BetterAuth.Cli.Info;
using BetterAuth.Cli.Inspect;
using BetterAuth.Cli.Serve;
using BetterAuth.Cli.Simulate;

// Not a RootCommand: that one takes its name from the assembly, which cannot be the command's.
Command root = new("betterauth", "The better-auth protocol: see it run, serve it, call it, look into its messages, try to break it.")
{
    new HelpOption(),
    new VersionOption(),
    DemoCommand.Create(),
    ServeCommand.Create(),
    CallCommand.Create(),
    InspectCommand.Create(),
    InfoCommand.Create(),
    SimulateCommand.Create(),
};
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
