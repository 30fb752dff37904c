using System.Globalization;
using BetterAuth.Cryptography.P256.Lanes;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Cryptography.P256;

/// <summary>The strategies there are, and the one that this process verifies with: the fastest the processor supports, or the one that <see cref="Variable"/> names.</summary>
internal static class P256Engines
{
    /// <summary>The environment variable that forces a strategy.</summary>
    public const string Variable = "BETTERAUTH_P256";

    /// <summary>The environment variable that says how many megabytes the tables of clients' keys may take together, 1 to 65,536; a key takes 4 KB, a busy one 28 KB.</summary>
    public const string TablesVariable = "BETTERAUTH_P256_TABLES";

    /// <summary>The platform's own verification.</summary>
    public const string Platform = "platform";

    // The fastest first.
    private static readonly (string Name, bool IsSupported, Func<IP256Strategy> Create)[] Known =
    [
        ("avx512", Lanes512.IsSupported, static () => new LaneStrategy<Lanes512>()),
        ("avx2", Lanes256.IsSupported, static () => new LaneStrategy<Lanes256>()),
        ("scalar", true, static () => new LaneStrategy<FieldElement>()),
    ];

    private static readonly Lazy<IP256Engine> Chosen = new(static () => Create(Environment.GetEnvironmentVariable(Variable), Environment.GetEnvironmentVariable(TablesVariable)));

    /// <summary>The engine that the process shares; made on first use. Throws <see cref="InvalidOperationException"/> when a variable names a strategy that is unknown or that this processor cannot run, or a size that is none.</summary>
    public static IP256Engine Default => Chosen.Value;

    /// <summary>The names of the strategies that verify by tables and run on this processor, the fastest first.</summary>
    public static IEnumerable<string> Supported => Known.Where(strategy => strategy.IsSupported).Select(strategy => strategy.Name);

    /// <summary>The shared engine's tables, or none while nobody has used it.</summary>
    public static (long Bytes, int Count) Tables => Chosen.IsValueCreated ? (Chosen.Value.TableBytes, Chosen.Value.TableCount) : default;

    /// <summary>A strategy by its name.</summary>
    public static IP256Strategy StrategyOf(string name) => Known.First(strategy => strategy.Name == name && strategy.IsSupported).Create();

    /// <summary>An engine for values of the variables.</summary>
    public static IP256Engine Create(string? forced, string? tables = null)
    {
        long bytes = TableBytesOf(tables);
        string name = string.IsNullOrEmpty(forced) ? Supported.First() : forced;
        if (name == Platform)
        {
            return new PlatformP256Engine();
        }

        if (!Supported.Contains(name))
        {
            string problem = Known.Any(strategy => strategy.Name == name) ? "is not supported by this processor, or not by this build (NativeAOT: see IlcInstructionSet)" : "is unknown";
            throw new InvalidOperationException($"{Variable}: the strategy '{forced}' {problem}. Possible here: {string.Join(", ", Supported)}, {Platform}.");
        }

        return new TableP256Engine(name, StrategyOf(name), new KeyTableCache(bytes));
    }

    /// <summary>What a value of <see cref="TablesVariable"/> says, in bytes.</summary>
    internal static long TableBytesOf(string? megabytes)
    {
        const int most = 64 << 10;
        if (string.IsNullOrEmpty(megabytes))
        {
            return TableP256Engine.DefaultTableBytes;
        }

        return int.TryParse(megabytes, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= most
            ? (long)number << 20
            : throw new InvalidOperationException($"{TablesVariable}: '{megabytes}' is no number of megabytes from 1 to {most}.");
    }
}
