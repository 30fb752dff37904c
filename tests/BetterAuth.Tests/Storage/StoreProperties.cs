using BetterAuth.Accounts;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Storage;

/// <summary>The store in memory after any sequence of commits; all stores are held to the same model by <see cref="AccountStoreContract"/>.</summary>
public class StoreProperties
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private static readonly Gen<AccountRow> Rows = Gen.Select(Gen.Int[1, 3], Gen.Byte[0, 3], Gen.Int[0, 2], (kind, key, until) =>
        new AccountRow((RowKind)kind, new[] { key }, new byte[until], until == 0 ? null : Now.AddHours(until)));

    private static readonly Gen<AccountCommit> Commits =
        from identity in Gen.Byte[0, 2]
        from version in Gen.Long[0, 3]
        from record in Gen.Byte.Array[0, 3]
        from erase in Gen.Frequency((7, Gen.Const(false)), (1, Gen.Const(true)))
        from rows in Gen.Select(Rows.Array[0, 2], Rows.Array[0, 3])
        from revoked in Gen.Select(Gen.Byte[0, 2], Gen.Int[0, 5]).Array[0, 2]
        select new AccountCommit
        {
            Identity = new(new[] { identity }),
            ExpectedVersion = version,
            Record = record.Length == 0 ? default(ReadOnlyMemory<byte>?) : record,
            EraseRows = erase,
            Absent = rows.Item1,
            Insert = rows.Item2,
            Revocations = [.. revoked.Select(one => new Revocation(new(new[] { one.Item1 }), Now.AddMinutes(one.Item2)))],
        };

    [Property]
    public void A_commit_is_answered_as_by_the_model_and_one_that_is_refused_changes_nothing() => Commits.Array[1, 14].Holds(commits =>
    {
        (MemoryAccountStore store, AccountStoreModel model) = (new(), new());
        foreach (AccountCommit commit in commits)
        {
            byte[] before = store.Image();
            CommitResult expected = model.Commit(commit), actual = Commit(store, commit);
            Assert.Equal(expected.Outcome, actual.Outcome);
            Assert.True(actual.Outcome == CommitOutcome.Committed || store.Image().AsSpan().SequenceEqual(before));
        }
    });

    [Property]
    public void Commits_of_different_identities_may_come_in_any_order() => Gen.Select(Commits.Array[1, 14], Gen.Int).Holds(sample =>
    {
        (AccountCommit[] commits, int seed) = sample;
        MemoryAccountStore one = new(), other = new();
        Array.ForEach(commits, commit => Commit(one, commit));

        // Each identity's commits in their order, the identities in another.
        byte[] identities = [0, 1, 2];
        new Random(seed).Shuffle(identities);
        foreach (AccountCommit commit in identities.SelectMany(identity => commits.Where(commit => commit.Identity.Span[0] == identity)))
        {
            Commit(other, commit);
        }

        return one.Image().AsSpan().SequenceEqual(other.Image());
    });

    [Property]
    public void Versions_count_the_records_that_were_written() => Commits.Array[1, 14].Holds(commits =>
    {
        MemoryAccountStore store = new();
        Dictionary<Utf8Text, long> written = [];
        foreach (AccountCommit commit in commits)
        {
            if (Commit(store, commit).Outcome == CommitOutcome.Committed && commit.Record is not null)
            {
                written[commit.Identity] = written.GetValueOrDefault(commit.Identity) + 1;
            }

            StoredAccount? stored = store.LoadAsync(commit.Identity).AsTask().GetAwaiter().GetResult();
            Assert.Equal(written.GetValueOrDefault(commit.Identity), stored?.Version ?? 0);
        }
    });

    private static CommitResult Commit(MemoryAccountStore store, AccountCommit commit) => store.CommitAsync(commit).AsTask().GetAwaiter().GetResult();
}
