using BetterAuth.Fuzzing.Commands;

return FuzzCommand.Run(args, Console.Out);
