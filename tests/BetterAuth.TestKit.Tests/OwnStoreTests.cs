using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Storage;
using BetterAuth.TestKit.Runs;
using BetterAuth.TestKit.Tests.SeededBugs;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests;

/// <summary>Simulations on other stores than the one in memory.</summary>
public sealed class OwnStoreTests
{
    [Fact]
    public void A_SQLite_file_violates_nothing()
    {
        using TemporaryFolder folder = new();
        int file = 0;
        SimulationSummary summary = Simulator.Run(
            new()
            {
                Seeds = 4,
                Steps = 2000,
                AccountStore = clock => SqliteAccountStore.OpenAsync(new() { Path = folder.File($"{Interlocked.Increment(ref file)}.db"), TimeProvider = clock }).AsTask().GetAwaiter().GetResult(),
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("simulated: 4 seeds, 2000 steps, 0 violations", summary.ToString());
        Assert.Equal(4, file);
    }

    [Fact]
    public void A_store_that_answers_on_other_threads_gives_the_same_history()
    {
        ulong inline = SeedRun.Run(5, 400, new(new(), Seams.None)).Trace;
        ulong elsewhere = SeedRun.Run(5, 400, new(new(clock => new Elsewhere(new MemoryAccountStore(clock))), Seams.None)).Trace;

        Assert.Equal(inline, elsewhere);
    }

    private sealed class Elsewhere(IAccountStore inner) : DelegatingStore(inner)
    {
        public override async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return await Inner.LoadAsync(identity, cancellationToken);
        }

        public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return await Inner.CommitAsync(commit, cancellationToken);
        }
    }
}
