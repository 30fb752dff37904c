using BetterAuth.Accounts;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Storage;

/// <summary>Random commits, each answered by the store as by a model that is a few dictionaries.</summary>
public abstract partial class AccountStoreContract
{
    private static int _worlds;

    private static readonly Gen<AccountRow> Rows = Gen.Select(Gen.Int[1, 3], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], (kind, key, value, until) =>
        new AccountRow((RowKind)kind, new byte[] { (byte)key }, new byte[value], until == 0 ? null : Now.AddHours(until)));

    private static readonly Gen<Revocation> SomeRevocations = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5], (device, until) =>
        new Revocation(new Utf8Text(new byte[] { (byte)device }), Now.AddMinutes(until)));

    // The version is relative to the stored one: mostly right, now and then behind or ahead.
    private static readonly Gen<(int Identity, int Behind, AccountCommit Commit)> Steps = Gen.Select(
        Gen.Int[0, 2],
        Gen.Frequency((8, Gen.Const(0)), (1, Gen.Const(1)), (1, Gen.Const(-1))),
        Gen.Bool,
        Gen.Frequency((7, Gen.Const(false)), (1, Gen.Const(true))),
        Rows.Array[0, 2],
        Rows.Array[0, 3],
        SomeRevocations.Array[0, 2],
        Gen.Byte.Array[1, 8],
        (identity, behind, changes, erase, absent, insert, revocations, record) => (identity, behind, new AccountCommit
        {
            Identity = default,
            ExpectedVersion = default,
            Record = changes ? record : default(ReadOnlyMemory<byte>?),
            EraseRows = erase,
            Absent = absent,
            Insert = insert,
            Revocations = revocations,
        }));

    [Fact]
    public Task Random_commits_end_as_in_the_model() => Steps.Array[1, 25].SampleAsync(
        async steps =>
        {
            AccountStoreModel model = new();
            string world = $"world {Interlocked.Increment(ref _worlds)} ";
            Utf8Text[] identities = [.. Enumerable.Range(0, 3).Select(number => Utf8Text.FromString(world + number))];
            foreach ((int identity, int behind, AccountCommit commit) in steps)
            {
                AccountCommit placed = Place(commit, world, identities[identity], model.Version(identities[identity]) - behind);
                CommitResult expected = model.Commit(placed);
                CommitResult actual = await Store.CommitAsync(placed);
                Assert.Equal(expected.Outcome, actual.Outcome);
                Assert.Equal(Text(expected.Row), Text(actual.Row));
            }

            await Same(model, world, identities);
        },
        iter: TestBudget.Iterations(150, 1_000));

    private async Task Same(AccountStoreModel model, string world, Utf8Text[] identities)
    {
        foreach (Utf8Text identity in identities)
        {
            StoredAccount? stored = await Store.LoadAsync(identity);
            Assert.Equal(model.Version(identity), stored?.Version ?? 0);
            Assert.Equal(model.Record(identity), stored?.Record.ToArray());
        }

        for (int kind = 1; kind <= 3; kind++)
        {
            for (byte key = 0; key <= 3; key++)
            {
                byte[] name = [.. Bytes(world), key];
                Assert.Equal(model.Find((RowKind)kind, name), await Store.FindIdentitiesAsync((RowKind)kind, name));
            }
        }

        Assert.Equal(
            model.Revocations.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal).Select(entry => (entry.Key.Item1, new Revocation(entry.Key.Item2, entry.Value))),
            Revocations(Store).Where(entry => identities.Contains(entry.Identity)).OrderBy(entry => (entry.Identity, entry.Revocation.Device).ToString(), StringComparer.Ordinal));
    }

    // Samples share one store and run beside each other: identities and row keys carry their sample's name.
    private static AccountCommit Place(AccountCommit commit, string world, Utf8Text identity, long version)
    {
        AccountRow Named(AccountRow row) => row with { Key = (byte[])[.. Bytes(world), .. row.Key.Span] };
        return commit with { Identity = identity, ExpectedVersion = version, Absent = [.. commit.Absent.Select(Named)], Insert = [.. commit.Insert.Select(Named)] };
    }
}
