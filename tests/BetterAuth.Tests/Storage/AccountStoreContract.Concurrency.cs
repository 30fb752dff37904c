using BetterAuth.Accounts;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage;

/// <summary>Many callers at once.</summary>
public abstract partial class AccountStoreContract
{
    private const int Writers = 64;

    [Fact]
    public async Task Of_concurrent_commits_at_one_version_exactly_one_wins()
    {
        for (long version = 0; version < 10; version++)
        {
            CommitResult[] results = await AtOnce(writer => Store.CommitAsync(Commit(Alice, version, $"{version} {writer}", Row(RowKind.UsedKey, $"{version} {writer}"))));
            int winner = Assert.Single(Enumerable.Range(0, Writers), writer => results[writer].Outcome == CommitOutcome.Committed);
            Assert.Equal(Writers - 1, results.Count(result => result.Outcome == CommitOutcome.VersionConflict));
            await Holds(Alice, version + 1, $"{version} {winner}");
            for (int writer = 0; writer < Writers; writer++)
            {
                Assert.Equal(writer == winner ? ["alice"] : [], await Find(RowKind.UsedKey, $"{version} {writer}"));
            }
        }
    }

    [Fact]
    public async Task Of_concurrent_inserts_of_one_row_exactly_one_wins_and_all_others_see_it()
    {
        await Committed(Commit(Alice, 0, "one"));
        CommitResult[] results = await AtOnce(writer => Store.CommitAsync(Commit(Alice, 1, null, Row(RowKind.Challenge, "c", $"{writer}"))));
        int winner = Assert.Single(Enumerable.Range(0, Writers), writer => results[writer].Outcome == CommitOutcome.Committed);
        Assert.All(results.Where(result => result.Outcome != CommitOutcome.Committed), result =>
        {
            Assert.Equal(CommitOutcome.RowExists, result.Outcome);
            Assert.Equal(Bytes($"{winner}"), result.Row.Value.ToArray());
        });
    }

    [Fact]
    public async Task N_01_many_writers_on_one_identity_count_without_a_loss()
    {
        int each = TestBudget.Iterations(5, 50);
        await AtOnce(async writer =>
        {
            for (int done = 0; done < each;)
            {
                StoredAccount? stored = await Store.LoadAsync(Alice, Cancel);
                long count = stored is { } account ? BitConverter.ToInt64(account.Record.Span) : 0;
                Assert.Equal(stored?.Version ?? 0, count);
                CommitResult result = await Store.CommitAsync(new AccountCommit
                {
                    Identity = Alice,
                    ExpectedVersion = count,
                    Record = BitConverter.GetBytes(count + 1),
                    Insert = [Row(RowKind.UsedKey, $"{writer}/{done}")],
                }, Cancel);
                done += result.Outcome == CommitOutcome.Committed ? 1 : 0;
            }

            return true;
        });
        StoredAccount last = Assert.NotNull(await Store.LoadAsync(Alice, Cancel));
        Assert.Equal(Writers * each, last.Version);
        Assert.Equal(Writers * each, BitConverter.ToInt64(last.Record.Span));
    }

    [Fact]
    public async Task N_02_many_writers_on_identities_of_their_own_never_meet()
    {
        int each = TestBudget.Iterations(20, 100);
        await AtOnce(async writer =>
        {
            Utf8Text identity = Utf8Text.FromString($"identity {writer}");
            for (int version = 0; version < each; version++)
            {
                // The same row everywhere: only identities keep the writers apart.
                CommitResult result = await Store.CommitAsync(Commit(identity, version, $"{writer} {version + 1}", Row(RowKind.UsedKey, $"{version}")), Cancel);
                Assert.Equal(CommitOutcome.Committed, result.Outcome);
                StoredAccount stored = Assert.NotNull(await Store.LoadAsync(identity, Cancel));
                Assert.Equal((version + 1, $"{writer} {version + 1}"), (stored.Version, new Utf8Text(stored.Record).ToString()));
            }

            return true;
        });
    }

    private static Task<T[]> AtOnce<T>(Func<int, ValueTask<T>> write) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () => await write(writer), Cancel)));
}
