using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage;

/// <summary>Records and versions.</summary>
public abstract partial class AccountStoreContract
{
    [Fact]
    public Task An_unknown_identity_has_no_record() => Nothing(Alice);

    [Fact]
    public async Task The_first_record_has_version_1_and_each_further_one_the_next()
    {
        await Committed(Commit(Alice, 0, "one"));
        await Holds(Alice, 1, "one");
        await Committed(Commit(Alice, 1, "two"));
        await Holds(Alice, 2, "two");
        await Committed(Commit(Alice, 2, "three"));
        await Holds(Alice, 3, "three");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public async Task Any_version_but_the_stored_one_conflicts_and_changes_nothing(long version)
    {
        await Committed(Commit(Alice, 0, "one"));
        await Committed(Commit(Alice, 1, "two"));
        await VersionConflicts(Commit(Alice, version, "other", Row(RowKind.Device, "d")));
        await VersionConflicts(Commit(Alice, version, null, Row(RowKind.Device, "d")));
        await Holds(Alice, 2, "two");
        Assert.Empty(await Find(RowKind.Device, "d"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Where_there_is_no_record_only_version_0_fits(long version)
    {
        await VersionConflicts(Commit(Alice, version, "one"));
        await VersionConflicts(Commit(Alice, version, null, Row(RowKind.Device, "d")));
        await Nothing(Alice);
        Assert.Empty(await Find(RowKind.Device, "d"));
    }

    [Fact]
    public async Task Without_a_record_the_version_is_checked_and_stays()
    {
        await Committed(Commit(Alice, 0, "one"));
        await Committed(Commit(Alice, 1, null, Row(RowKind.Challenge, "c")));
        await Holds(Alice, 1, "one");
        await VersionConflicts(Commit(Alice, 0, null, Row(RowKind.Challenge, "c2")));
        await Committed(Commit(Alice, 1, "two"));
        await Holds(Alice, 2, "two");
    }

    [Fact]
    public async Task Rows_alone_make_no_record()
    {
        await Committed(Commit(Alice, 0, null, Row(RowKind.Challenge, "c")));
        await Nothing(Alice);
        await Committed(Commit(Alice, 0, "one"));
        await Holds(Alice, 1, "one");
    }

    [Fact]
    public async Task A_tombstone_is_loaded_and_replaced_only_through_its_version()
    {
        await Committed(Commit(Alice, 0, "active"));
        await Committed(Commit(Alice, 1, "tombstone") with { EraseRows = true });
        await Holds(Alice, 2, "tombstone");
        await VersionConflicts(Commit(Alice, 0, "active again"));
        await VersionConflicts(Commit(Alice, 1, "active again"));
        await Holds(Alice, 2, "tombstone");
        await Committed(Commit(Alice, 2, "replaced"));
        await Holds(Alice, 3, "replaced");
    }

    [Fact]
    public async Task Identities_are_told_apart_by_every_byte()
    {
        string[] names = ["alice", "Alice", "alice ", "alic", "alicé", "alice\0", ""];
        Utf8Text[] identities = [.. names.Select(Utf8Text.FromString), new Utf8Text(new byte[] { 0xFF, 0x00 })];
        foreach (Utf8Text identity in identities)
        {
            await Committed(Commit(identity, 0, "of " + Convert.ToHexString(identity.Span), Row(RowKind.Device, "d")));
        }

        foreach (Utf8Text identity in identities)
        {
            await Holds(identity, 1, "of " + Convert.ToHexString(identity.Span));
        }
    }

    [Fact]
    public async Task The_memory_of_a_commit_may_be_reused_and_that_of_an_answer_kept()
    {
        byte[] identity = Bytes("alice");
        byte[] record = Bytes("record");
        byte[] key = Bytes("key");
        byte[] value = Bytes("value");
        byte[] device = Bytes("device");
        await Committed(new AccountCommit
        {
            Identity = new Utf8Text(identity),
            ExpectedVersion = 0,
            Record = record,
            Insert = [new AccountRow(RowKind.Refresh, key, value)],
            Revocations = [new Revocation(new Utf8Text(device), Now)],
        });
        foreach (byte[] buffer in new[] { identity, record, key, value, device })
        {
            buffer.AsSpan().Fill((byte)'x');
        }

        StoredAccount kept = Assert.NotNull(await Store.LoadAsync(Alice, Cancel));
        await Holds(Alice, 1, "record");
        await Conflicts(Commit(Alice, 1, "second", Row(RowKind.Refresh, "key")), Row(RowKind.Refresh, "key", "value"));
        Assert.Equal("device", Assert.Single(Revocations(Store)).Revocation.Device.ToString());
        await Committed(Commit(Alice, 1, "second"));
        Assert.Equal(Bytes("record"), kept.Record.ToArray());
    }

    [Fact]
    public async Task A_large_record_and_a_large_value_come_back_whole()
    {
        byte[] large = new byte[1 << 20];
        new Random(1).NextBytes(large);
        AccountRow row = new(RowKind.Refresh, Bytes("k"), large);
        await Committed(new AccountCommit { Identity = Alice, ExpectedVersion = 0, Record = large, Insert = [row] });
        Assert.Equal(large, Assert.NotNull(await Store.LoadAsync(Alice, Cancel)).Record.ToArray());
        await Conflicts(new AccountCommit { Identity = Alice, ExpectedVersion = 1, Absent = [row with { Value = default }] }, row);
    }

    [Fact]
    public async Task What_is_cancelled_beforehand_is_not_done()
    {
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.CommitAsync(Commit(Alice, 0, "one"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.LoadAsync(Alice, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.FindIdentitiesAsync(RowKind.Device, Bytes("d"), cancelled));
        await Nothing(Alice);
    }
}
