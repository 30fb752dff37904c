using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth;

/// <summary>
/// What the library tells about itself: the meter and the activity source named <see cref="Name"/>. Outcomes carry codes, never texts of messages.
/// </summary>
/// <remarks>
/// <c>betterauth.operation.duration</c> (seconds; <c>operation</c>, <c>outcome</c>): one value per request, access verification (<c>access</c>) included.
/// The outcome is <c>acknowledged</c>, <c>unavailable</c>, <c>failed</c>, or the code of the refusal.
/// <c>betterauth.p256.tables</c>, <c>betterauth.p256.tables.size</c> (bytes): the tables of clients' keys that are kept. <c>betterauth.p256.tables.changes</c> (<c>change</c>: <c>built</c>, <c>promoted</c>, <c>evicted</c>).
/// <c>betterauth.p256.exceptional</c>: verifications that took the exceptional path, which only deliberately made keys and signatures do.
/// </remarks>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "BetterAuth";

    internal const string AccessOperation = "access";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Activities = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("betterauth.operation.duration", "s", "Time to answer a request of the protocol.");

    private static readonly Counter<long> TableChanges = Meter.CreateCounter<long>("betterauth.p256.tables.changes", "{table}", "Tables of clients' keys built, promoted and evicted.");
    private static readonly Counter<long> Exceptions = Meter.CreateCounter<long>("betterauth.p256.exceptional", "{verification}", "Verifications that took the exceptional path.");

    private static readonly ObservableUpDownCounter<int> Tables = Meter.CreateObservableUpDownCounter("betterauth.p256.tables", static () => Cryptography.P256.P256Engines.Tables.Count, "{table}", "Tables of clients' keys that are kept.");
    private static readonly ObservableUpDownCounter<long> TablesSize = Meter.CreateObservableUpDownCounter("betterauth.p256.tables.size", static () => Cryptography.P256.P256Engines.Tables.Bytes, "By", "Bytes of the tables of clients' keys that are kept.");

    private static readonly string[] Names = [.. Operations.All.Select(operation => Encoding.UTF8.GetString(Operations.NameOf(operation)))];

    internal static string NameOf(Operation operation) => Names[(int)operation];

    internal static Activity? Start(string operation) => Activities.HasListeners() ? Activities.StartActivity(operation, ActivityKind.Server) : null;

    /// <summary>Now, for <see cref="End"/>; 0 while nobody listens.</summary>
    internal static long Timestamp() => Duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Allocates nothing while nobody listens. <paramref name="started"/> is 0 if nobody listened then.</summary>
    internal static void End(string operation, string outcome, long started, Activity? activity)
    {
        if (Duration.Enabled && started != 0)
        {
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("operation", operation), new("outcome", outcome));
        }

        activity?.SetTag("outcome", outcome);
    }

    internal static string OutcomeOf(Refusal? refusal) => refusal is null ? "acknowledged" : ErrorCatalogue.TextOf(refusal.Code);

    internal static void TableBuilt() => TableChanges.Add(1, new KeyValuePair<string, object?>("change", "built"));

    internal static void TablePromoted() => TableChanges.Add(1, new KeyValuePair<string, object?>("change", "promoted"));

    internal static void TableEvicted() => TableChanges.Add(1, new KeyValuePair<string, object?>("change", "evicted"));

    internal static void ExceptionalPath() => Exceptions.Add(1);
}
