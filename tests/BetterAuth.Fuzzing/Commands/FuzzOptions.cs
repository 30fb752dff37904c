using System.Globalization;

namespace BetterAuth.Fuzzing.Commands;

/// <summary>What was asked for on the command line.</summary>
internal sealed record FuzzOptions
{
    public const string Usage =
        """
        betterauth fuzzing: TARGET|all [options]
          --seconds N        how long, shared among the targets (default 60)
          --forever          until it is stopped, or fails
          --inputs N         how many inputs each target makes, at most
          --seed S           behind all chance (default: of the clock)
          --iteration I      begin with this iteration (with --seed: the same input again)
          --input FILE       run this file alone
          --base64 TEXT      run these bytes alone
          --write-corpus     make the files of the corpus that are missing
          --list             say which targets there are
        """;

    public string Target { get; init; } = "";

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    public long Inputs { get; init; } = long.MaxValue;

    public ulong Seed { get; init; } = (ulong)DateTime.UtcNow.Ticks % 1_000_000_000;

    public long Iteration { get; init; }

    public byte[]? Input { get; init; }

    public bool WritesCorpus { get; init; }

    public bool Lists { get; init; }

    /// <summary>The options, or null when they are none.</summary>
    public static FuzzOptions? Parse(string[] arguments)
    {
        FuzzOptions options = new();
        try
        {
            for (int at = 0; at < arguments.Length; at++)
            {
                string Next() => arguments[++at];
                options = arguments[at] switch
                {
                    "--seconds" => options with { Time = TimeSpan.FromSeconds(double.Parse(Next(), CultureInfo.InvariantCulture)) },
                    "--forever" => options with { Time = TimeSpan.MaxValue },
                    "--inputs" => options with { Inputs = long.Parse(Next(), CultureInfo.InvariantCulture) },
                    "--seed" => options with { Seed = ulong.Parse(Next(), CultureInfo.InvariantCulture) },
                    "--iteration" => options with { Iteration = long.Parse(Next(), CultureInfo.InvariantCulture) },
                    "--input" => options with { Input = File.ReadAllBytes(Next()) },
                    "--base64" => options with { Input = Convert.FromBase64String(Next()) },
                    "--write-corpus" => options with { WritesCorpus = true },
                    "--list" => options with { Lists = true },
                    _ when options.Target.Length == 0 && !arguments[at].StartsWith('-') => options with { Target = arguments[at] },
                    _ => throw new FormatException(),
                };
            }
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or IndexOutOfRangeException or IOException)
        {
            return null;
        }

        return options.Target.Length > 0 || options.Lists ? options : null;
    }
}
