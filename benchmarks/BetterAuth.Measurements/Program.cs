using BetterAuth.Measurements;

return await MeasurementCommands.RunAsync(args, Console.Out);
