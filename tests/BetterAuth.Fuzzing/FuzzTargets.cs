using BetterAuth.Fuzzing.Targets;

namespace BetterAuth.Fuzzing;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    /// <summary>Fresh ones, in the order of the document.</summary>
    public static IReadOnlyList<FuzzTarget> All() =>
    [
        new JsonScannerTarget(), new JsonWriterTarget(), new MessagesTarget(), new CesrTarget(), new TimesTarget(), new TokensTarget(), new InflateTarget(), new P256Target(), new Blake3Target(),
        new AccessTarget(), new HttpTarget(), new ClientTarget(), new RecordsTarget(), new HistoryTarget(),
    ];
}
