using BetterAuth.Accounts;
using BetterAuth.Wire;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Storage;

/// <summary>Rows: unique, all or nothing, erased, swept, found; and revocations.</summary>
public abstract partial class AccountStoreContract
{
    [Fact]
    public async Task A_row_in_the_way_is_given_back_with_its_value_and_time()
    {
        AccountRow stored = Row(RowKind.Refresh, "key", "value", Now.AddTicks(1234567));
        await Committed(Commit(Alice, 0, "one", stored));
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.Refresh, "key", "other value")), stored);
        await Conflicts(Commit(Alice, 1, "two") with { Absent = [Row(RowKind.Refresh, "key")] }, stored);
        await Holds(Alice, 1, "one");
    }

    [Fact]
    public async Task The_time_of_a_row_is_an_instant_whatever_its_offset()
    {
        DateTimeOffset elsewhere = Now.ToOffset(TimeSpan.FromHours(9));
        await Committed(Commit(Alice, 0, "one", Row(RowKind.Refresh, "key", "", elsewhere)));
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.Refresh, "key")), Row(RowKind.Refresh, "key", "", Now));
    }

    [Fact]
    public async Task Identity_kind_and_key_together_are_unique()
    {
        await Committed(Commit(Alice, 0, "one", Row(RowKind.UsedKey, "key"), Row(RowKind.UsedRecoveryHash, "key"), Row(RowKind.UsedKey, "Key"), Row(RowKind.UsedKey, "")));
        await Committed(Commit(Bob, 0, "one", Row(RowKind.UsedKey, "key")));
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.UsedRecoveryHash, "key")), Row(RowKind.UsedRecoveryHash, "key"));
        await Committed(Commit(Alice, 1, "two", Row(RowKind.Device, "key")));
    }

    [Fact]
    public async Task Absent_rows_are_checked_and_not_written()
    {
        await Committed(Commit(Alice, 0, "one") with { Absent = [Row(RowKind.UsedKey, "key", "value")] });
        await Committed(Commit(Alice, 1, "two") with { Absent = [Row(RowKind.UsedKey, "key")], Insert = [Row(RowKind.UsedKey, "key")] });
        await Conflicts(Commit(Alice, 2, "three") with { Absent = [Row(RowKind.UsedKey, "key")] }, Row(RowKind.UsedKey, "key"));
        await Holds(Alice, 2, "two");
    }

    [Fact]
    public async Task The_first_failing_check_is_the_answer_version_then_absent_then_insert()
    {
        AccountRow first = Row(RowKind.UsedKey, "1", "first");
        AccountRow second = Row(RowKind.UsedKey, "2", "second");
        AccountRow third = Row(RowKind.UsedKey, "3", "third");
        await Committed(Commit(Alice, 0, "one", first, second, third));
        await VersionConflicts(Commit(Alice, 0, "two", first) with { Absent = [second] });
        await Conflicts(Commit(Alice, 1, "two", first) with { Absent = [third, second] }, third);
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.UsedKey, "new"), second, first), second);
    }

    [Fact]
    public async Task A_row_listed_twice_is_in_its_own_way()
    {
        await Conflicts(Commit(Alice, 0, "one", Row(RowKind.UsedKey, "k", "a"), Row(RowKind.UsedKey, "k", "b")), Row(RowKind.UsedKey, "k", "a"));
        await Nothing(Alice);
        Assert.Empty(await Find(RowKind.UsedKey, "k"));
    }

    [Fact]
    public async Task A_refused_commit_writes_none_of_its_parts()
    {
        await Committed(Commit(Alice, 0, "one", Row(RowKind.UsedKey, "taken")));
        AccountCommit whole = Commit(Alice, 1, "two", Row(RowKind.Device, "new"), Row(RowKind.UsedKey, "taken")) with { Revocations = [new Revocation(Bob, Now)] };
        await Conflicts(whole, Row(RowKind.UsedKey, "taken"));
        await VersionConflicts(whole with { ExpectedVersion = 0, EraseRows = true });
        await Holds(Alice, 1, "one");
        Assert.Empty(await Find(RowKind.Device, "new"));
        Assert.Equal(["alice"], await Find(RowKind.UsedKey, "taken"));
        Assert.Empty(Revocations(Store));
        await Committed(whole with { Insert = [Row(RowKind.Device, "new")] });
        Assert.Equal(["alice"], await Find(RowKind.Device, "new"));
        Assert.Single(Revocations(Store));
    }

    [Fact]
    public async Task Erasing_removes_the_earlier_rows_of_this_identity_alone()
    {
        await Committed(Commit(Alice, 0, "one", Row(RowKind.Device, "d"), Row(RowKind.UsedKey, "k"), Row(RowKind.Challenge, "c", "", Now.AddDays(1))));
        await Committed(Commit(Bob, 0, "one", Row(RowKind.Device, "d")));
        await Committed(Commit(Alice, 1, "two") with { EraseRows = true });
        Assert.Equal(["bob"], await Find(RowKind.Device, "d"));
        Assert.Empty(await Find(RowKind.UsedKey, "k"));
        Assert.Empty(await Find(RowKind.Challenge, "c"));
    }

    [Fact]
    public async Task Erased_rows_are_in_nobodys_way_and_inserted_ones_stay()
    {
        await Committed(Commit(Alice, 0, "one", Row(RowKind.Device, "d", "old"), Row(RowKind.UsedKey, "k")));
        await Committed(Commit(Alice, 1, "two", Row(RowKind.Device, "d", "new")) with { EraseRows = true, Absent = [Row(RowKind.UsedKey, "k"), Row(RowKind.Device, "d")] });
        await Conflicts(Commit(Alice, 2, "three", Row(RowKind.Device, "d")), Row(RowKind.Device, "d", "new"));
        await Committed(Commit(Alice, 2, "three", Row(RowKind.UsedKey, "k")));
    }

    [Fact]
    public async Task An_erasing_commit_that_is_refused_erases_nothing()
    {
        await Committed(Commit(Alice, 0, "one", Row(RowKind.Device, "d", "old")));
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.UsedKey, "k", "1"), Row(RowKind.UsedKey, "k", "2")) with { EraseRows = true }, Row(RowKind.UsedKey, "k", "1"));
        await Holds(Alice, 1, "one");
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.Device, "d")), Row(RowKind.Device, "d", "old"));
        Assert.Empty(await Find(RowKind.UsedKey, "k"));
    }

    [Fact]
    public async Task An_expired_row_that_is_stored_counts_as_present()
    {
        AccountRow expired = Row(RowKind.Challenge, "c", "", Now.AddYears(-1));
        await Committed(Commit(Alice, 0, "one", expired));
        await Conflicts(Commit(Alice, 1, "two", Row(RowKind.Challenge, "c")), expired);
        await Conflicts(Commit(Alice, 1, "two") with { Absent = [expired] }, expired);
        Assert.Equal(["alice"], await Find(RowKind.Challenge, "c"));
    }

    [Fact]
    public async Task What_is_over_leaves_and_all_else_stays()
    {
        FakeTimeProvider clock = new(Now);
        IAccountStore store = await OpenAsync(clock);
        await store.CommitAsync(Commit(Alice, 0, null, Row(RowKind.Challenge, "over", "", Now.AddSeconds(9)), Row(RowKind.Challenge, "live", "", Now.AddSeconds(11)), Row(RowKind.Device, "ever")) with
        {
            Revocations = [new Revocation(Utf8Text.FromString("over"), Now.AddSeconds(9)), new Revocation(Utf8Text.FromString("live"), Now.AddSeconds(11))],
        }, Cancel);
        clock.Advance(TimeSpan.FromSeconds(10));

        // What follows a sweep in time sees its effect: the sweep of a store is either part of a commit or queued before it.
        await store.CommitAsync(Commit(Bob, 0, "one"), Cancel);
        await store.CommitAsync(Commit(Bob, 1, "two"), Cancel);
        Assert.Empty(await store.FindIdentitiesAsync(RowKind.Challenge, Bytes("over"), Cancel));
        Assert.Single(await store.FindIdentitiesAsync(RowKind.Challenge, Bytes("live"), Cancel));
        Assert.Single(await store.FindIdentitiesAsync(RowKind.Device, Bytes("ever"), Cancel));
        Assert.Equal(["live"], Revocations(store).Select(entry => entry.Revocation.Device.ToString()));
    }

    [Fact]
    public async Task Several_identities_may_have_one_device_and_all_are_found()
    {
        Assert.Empty(await Find(RowKind.Device, "d"));
        await Committed(Commit(Bob, 0, "one", Row(RowKind.Device, "d")));
        await Committed(Commit(Alice, 0, "one", Row(RowKind.Device, "d"), Row(RowKind.Device, "e")));
        Assert.Equal(["bob", "alice"], await Find(RowKind.Device, "d"));
        Assert.Equal(["alice"], await Find(RowKind.Device, "e"));
        Assert.Empty(await Find(RowKind.UsedKey, "d"));
    }

    [Fact]
    public async Task At_most_16_identities_are_found_those_that_came_first()
    {
        // Names fall in the alphabet: an order by name would let latecomers in.
        string[] names = [.. Enumerable.Range(0, 20).Select(number => $"identity {(char)('z' - number)}")];
        foreach (string name in names)
        {
            await Committed(Commit(Utf8Text.FromString(name), 0, "one", Row(RowKind.Device, "d"), Row(RowKind.UsedKey, "k")));
        }

        Assert.Equal(names.Take(16), await Find(RowKind.Device, "d"));
        Assert.Equal(names.Take(16), await Find(RowKind.UsedKey, "k"));
    }

    [Fact]
    public async Task Of_two_revocations_of_a_device_the_later_time_wins()
    {
        Utf8Text device = Utf8Text.FromString("device");
        AccountCommit Revoke(long version, params int[] seconds) =>
            Commit(Alice, version, "r") with { Revocations = [.. seconds.Select(second => new Revocation(device, Now.AddSeconds(second)))] };
        await Committed(Revoke(0, 20, 10));
        Assert.Equal(Now.AddSeconds(20), Assert.Single(Revocations(Store)).Revocation.Until);
        await Committed(Revoke(1, 15));
        Assert.Equal(Now.AddSeconds(20), Assert.Single(Revocations(Store)).Revocation.Until);
        await Committed(Revoke(2, 25));
        Assert.Equal((Alice, new Revocation(device, Now.AddSeconds(25))), Assert.Single(Revocations(Store)));
    }

    [Fact]
    public async Task Revocations_belong_to_an_identity_and_outlive_its_rows()
    {
        Utf8Text device = Utf8Text.FromString("device");
        await Committed(Commit(Bob, 0, "one") with { Revocations = [new Revocation(device, Now)] });
        await Committed(Commit(Alice, 0, "one") with { Revocations = [new Revocation(device, Now.AddSeconds(1))] });
        await Committed(Commit(Alice, 1, "two") with { EraseRows = true });
        Assert.Equal([(Alice, new Revocation(device, Now.AddSeconds(1))), (Bob, new Revocation(device, Now))], Revocations(Store));
    }
}
