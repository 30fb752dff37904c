using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Every strategy this processor can run, with every shape of a key's table.</summary>
internal static class Strategies
{
    /// <summary>Names of the strategies that verify by tables.</summary>
    public static TheoryData<string> Names => [.. P256Engines.Supported];

    /// <summary>The same, and the platform.</summary>
    public static TheoryData<string> WithPlatform => [.. P256Engines.Supported, P256Engines.Platform];

    private static string[] AllShapes => [nameof(TableShape.Small), nameof(TableShape.Medium), nameof(TableShape.Large)];

    /// <summary>Strategies × shapes; the large one is left out where every mutant is put to them, since only its numbers differ.</summary>
    public static TheoryData<string, string> WithShapes
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string strategy in P256Engines.Supported)
            {
                foreach (string shape in TestBudget.IsSample ? AllShapes : AllShapes[..2])
                {
                    data.Add(strategy, shape);
                }
            }

            return data;
        }
    }

    public static IP256Strategy Of(string name) => P256Engines.StrategyOf(name);

    /// <summary>The table of a point.</summary>
    public static PointTable TableOf(this IP256Strategy strategy, in AffinePoint point, TableShape shape)
    {
        PointTable table = new(shape);
        strategy.Build(point, table);
        return table;
    }

    public static TableShape ShapeOf(string name) => name switch
    {
        nameof(TableShape.Small) => TableShape.Small,
        nameof(TableShape.Medium) => TableShape.Medium,
        nameof(TableShape.Large) => TableShape.Large,
        _ => TableShape.Small.OfBasePoint,
    };

    /// <summary>The same, made again.</summary>
    public static TableShape Again(string name) => name switch
    {
        nameof(TableShape.Small) => new(8, 4, 4, 4, 4, 4, 4, 4, 4),
        nameof(TableShape.Medium) => new(4, 7, 7, 6, 6, 6),
        _ => new(4, 11, 11, 10),
    };
}
