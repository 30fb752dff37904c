using System.Collections.Concurrent;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Tests.Storage.Sqlite;
using BetterAuth.Tests.Support;
using CsCheck;

namespace BetterAuth.Tests.Model;

/// <summary>Random histories: the model, the server in memory and the server on SQLite say and hold the same.</summary>
public sealed class SequentialModelTests : IAsyncDisposable
{
    // Each history ends with a look at all revocations in the file, and for used keys and recovery hashes at all rows of it.
    private const int HistoriesPerFile = 30;

    private readonly DatabaseFolder _folder = new();

    /// <summary>A property that never gets somewhere proves nothing of it.</summary>
    private static readonly string[] MustHappen =
    [
        "another shape", "misrouted", "bad signature", "stateless",
        "create applied", "create repeated", "identity exists", "unknown identity", "deleted identity",
        "recover applied", "recover repeated", "recover by another key", "recover: BA103(exists)", "recover: BA104(recovery)", "recover: BA104(rotation)",
        "RotateDevice applied", "LinkDevice applied", "UnlinkDevice applied", "ChangeRecoveryKey applied", "DeleteAccount applied",
        "RotateDevice repeated", "LinkDevice repeated", "UnlinkDevice repeated", "ChangeRecoveryKey repeated", "delete repeated", "gated repeated by a revoked device",
        "state asked for", "unknown device", "revoked device", "not the committed key",
        "RotateDevice: BA104(rotation)", "LinkDevice: BA103(exists)", "LinkDevice: BA103(keyReuse)", "LinkDevice: BA104(rotation)", "LinkDevice: BA103(limit)",
        "UnlinkDevice: BA103(unknown)", "UnlinkDevice: BA103(revoked)", "ChangeRecoveryKey: BA104(recovery)",
        "session created", "session of an unknown device", "another's challenge", "challenge expired", "challenge used", "session of a revoked device",
        "session not signed by the key in force", "session commits to itself", "session with a device key",
        "refreshed", "refresh repeated", "refresh repeated too late", "refresh repeated after the next", "refresh forks", "refresh by another key", "refresh commits to itself",
        "refresh commits to a revealed key", "refresh of a deleted account", "refresh of a revoked device", "session over",
    ];

    [Fact]
    public void X_20_random_histories_are_answered_in_memory_as_by_the_model()
    {
        int histories = TestBudget.Iterations(3_000, 100_000, 1_000_000);
        ConcurrentDictionary<string, int> outcomes = new();

        HistoryStep.Histories.Sample(steps => Run(steps, outcomes, null), iter: histories);

        Complete(outcomes);
        Figures.Write("model", $"sequential model: {histories} histories, {outcomes.Values.Sum()} messages, {outcomes.Count} kinds of outcome: model = server in memory");
    }

    [Fact]
    public async Task X_20_random_histories_are_answered_on_SQLite_as_in_memory_and_by_the_model()
    {
        int histories = TestBudget.Iterations(150, 5_000, 100_000);
        ConcurrentDictionary<string, int> outcomes = new();
        for (int done = 0; done < histories; done += HistoriesPerFile)
        {
            // What is asked here is what the file holds, not whether it survives a loss of power: that has tests of its own.
            await using SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with { AcceptWeakDurability = true, OnOpened = connection => DatabaseFolder.Run(connection, "PRAGMA synchronous=OFF") });
            HistoryStep.Histories.Sample(steps => Run(steps, outcomes, store), iter: Math.Min(HistoriesPerFile, histories - done), threads: 1);
        }

        Figures.Write("model-sqlite", $"sequential model: {histories} histories, {outcomes.Values.Sum()} messages: model = server in memory = server on SQLite");
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static void Run(HistoryStep[] steps, ConcurrentDictionary<string, int> outcomes, IAccountStore? another)
    {
        World world = new(PlainSuite.Instance, options => options with { MaxDevices = ReferenceServer.MaxDevices });
        IAccountStore[] stores = another is null ? [world.Store] : [world.Store, another];
        new History(world, new(world, stores, outcomes)).RunAsync(steps).GetAwaiter().GetResult();
    }

    private static void Complete(ConcurrentDictionary<string, int> outcomes)
    {
        string[] missing = [.. MustHappen.Where(branch => !outcomes.ContainsKey(branch))];
        Assert.True(missing.Length == 0, $"Never happened: {string.Join("; ", missing)}. Happened: {string.Join("; ", outcomes.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Value}"))}");
    }
}
