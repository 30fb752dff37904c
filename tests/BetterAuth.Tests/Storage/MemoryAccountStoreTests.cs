using BetterAuth.Accounts;
using BetterAuth.Storage;
using BetterAuth.Wire;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Storage;

public class MemoryAccountStoreTests : AccountStoreContract
{
    protected override ValueTask<IAccountStore> OpenAsync(TimeProvider? clock) => new(new MemoryAccountStore(clock));

    protected override IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> Revocations(IAccountStore store) => ((MemoryAccountStore)store).Revocations(int.MaxValue);

    [Fact]
    public async Task Each_part_of_a_commit_changes_the_image()
    {
        MemoryAccountStore store = new();
        HashSet<string> images = [Convert.ToHexString(store.Image())];
        AccountCommit[] commits =
        [
            Commit(Alice, 0, "one"),
            Commit(Alice, 1, "one"),
            Commit(Alice, 2, null, Row(RowKind.Device, "d")),
            Commit(Alice, 2, null, Row(RowKind.UsedKey, "d")),
            Commit(Alice, 2, null, Row(RowKind.UsedKey, "e", "value")),
            Commit(Alice, 2, null, Row(RowKind.UsedKey, "f", "value", Now)),
            Commit(Alice, 2, null) with { Revocations = [new Revocation(Bob, Now)] },
            Commit(Alice, 2, null) with { Revocations = [new Revocation(Bob, Now.AddTicks(1))] },
            Commit(Alice, 2, null) with { EraseRows = true },
        ];
        foreach (AccountCommit commit in commits)
        {
            Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(commit, Cancel)).Outcome);
            Assert.True(images.Add(Convert.ToHexString(store.Image())), commit.ToString());
        }
    }

    /// <summary>Everything by itself: what changes with it in a commit would hide it.</summary>
    [Fact]
    public async Task Stores_that_differ_in_one_thing_have_different_images()
    {
        AccountCommit[] commits =
        [
            Commit(Alice, 0, "one"),
            Commit(Bob, 0, "one"),
            Commit(Alice, 0, "two"),
            Commit(Alice, 0, "one", Row(RowKind.Device, "d", "v", Now)),
            Commit(Alice, 0, "one", Row(RowKind.UsedKey, "d", "v", Now)),
            Commit(Alice, 0, "one", Row(RowKind.Device, "e", "v", Now)),
            Commit(Alice, 0, "one", Row(RowKind.Device, "d", "w", Now)),
            Commit(Alice, 0, "one", Row(RowKind.Device, "d", "v", Now.AddTicks(1))),
            Commit(Alice, 0, "one", Row(RowKind.Device, "d", "v")),
            Commit(Alice, 0, "one", Row(RowKind.Device, "dv", "")),
            Commit(Alice, 0, "one") with { Revocations = [new Revocation(Bob, Now)] },
            Commit(Alice, 0, "one") with { Revocations = [new Revocation(Alice, Now)] },
            Commit(Alice, 0, "one") with { Revocations = [new Revocation(Bob, Now.AddTicks(1))] },
            Commit(Alice, 0, "one", Row(RowKind.Device, "1"), Row(RowKind.Device, "2")),
        ];
        HashSet<string> images = [];
        foreach (AccountCommit commit in commits)
        {
            MemoryAccountStore store = new();
            Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(commit, Cancel)).Outcome);
            Assert.True(images.Add(Convert.ToHexString(store.Image())), commit.ToString());
        }
    }

    [Fact]
    public async Task An_image_says_each_thing_in_its_place()
    {
        MemoryAccountStore store = new();
        await store.CommitAsync(Commit(Utf8Text.FromString("A"), 0, "r", Row(RowKind.UsedKey, "y"), Row(RowKind.Device, "x", "v", new DateTimeOffset(5, TimeSpan.Zero)), Row(RowKind.Device, "w")) with { Revocations = [new Revocation(Utf8Text.FromString("z"), new DateTimeOffset(6, TimeSpan.Zero))] }, Cancel);

        static byte[] Text(string text) => [.. BitConverter.GetBytes(text.Length), .. System.Text.Encoding.ASCII.GetBytes(text)];
        static byte[] Stored(RowKind kind, string key, string value, long until) => [(byte)kind, .. Text(key), .. Text(value), .. BitConverter.GetBytes(until)];
        byte[][] rows = [Stored(RowKind.Device, "w", "", -1), Stored(RowKind.Device, "x", "v", 5), Stored(RowKind.UsedKey, "y", "", -1)];
        Assert.Equal(
            [.. Text("A"), .. BitConverter.GetBytes(1L), .. Text("r"), .. BitConverter.GetBytes(3), .. rows.OrderBy(row => row[0]).SelectMany(row => row), .. BitConverter.GetBytes(1), .. Text("z"), .. BitConverter.GetBytes(6L)],
            store.Image());
    }

    [Fact]
    public async Task An_account_outlives_its_last_row()
    {
        FakeTimeProvider clock = new(Now);
        MemoryAccountStore store = new(clock);
        await store.CommitAsync(Commit(Alice, 0, "one", Row(RowKind.Challenge, "c", "", Now.AddSeconds(1))), Cancel);
        clock.Advance(TimeSpan.FromHours(1));
        await store.CommitAsync(Commit(Bob, 0, "two"), Cancel);

        Assert.NotNull(await store.LoadAsync(Alice, Cancel));
        Assert.Empty(await store.FindIdentitiesAsync(RowKind.Challenge, "c"u8.ToArray(), Cancel));
    }

    [Fact]
    public async Task A_commit_sweeps_32_rows_and_leaves_the_others_to_those_after_it()
    {
        FakeTimeProvider clock = new(Now);
        MemoryAccountStore store = new(clock);
        await store.CommitAsync(Commit(Alice, 0, "one", [.. Enumerable.Range(0, 100).Select(number => Row(RowKind.Challenge, $"{number}", "", Now.AddSeconds(1)))]), Cancel);
        clock.Advance(TimeSpan.FromHours(1));
        await store.CommitAsync(Commit(Bob, 0, "two"), Cancel);

        int left = 0;
        for (int number = 0; number < 100; number++)
        {
            left += (await store.FindIdentitiesAsync(RowKind.Challenge, System.Text.Encoding.ASCII.GetBytes($"{number}"), Cancel)).Count;
        }

        Assert.Equal(68, left);
    }

    [Fact]
    public async Task A_commit_that_is_none_is_refused() => await Assert.ThrowsAsync<ArgumentNullException>(async () => await new MemoryAccountStore().CommitAsync(null!, Cancel));

    [Fact]
    public async Task A_refusal_leaves_the_image_as_it_was_even_when_something_is_over()
    {
        FakeTimeProvider clock = new(Now);
        MemoryAccountStore store = new(clock);
        await store.CommitAsync(Commit(Alice, 0, "one", Row(RowKind.Challenge, "c", "", Now.AddSeconds(1))), Cancel);
        clock.Advance(TimeSpan.FromHours(1));
        byte[] image = store.Image();
        await store.CommitAsync(Commit(Alice, 0, "two"), Cancel);
        await store.CommitAsync(Commit(Bob, 1, "two"), Cancel);
        await store.CommitAsync(Commit(Alice, 1, "two", Row(RowKind.Challenge, "c")), Cancel);
        await store.LoadAsync(Bob, Cancel);
        Assert.Equal(image, store.Image());
    }

    [Fact]
    public async Task The_image_does_not_depend_on_the_order_of_writing()
    {
        MemoryAccountStore one = new();
        MemoryAccountStore other = new();
        AccountCommit[] commits = [Commit(Alice, 0, "a", Row(RowKind.UsedKey, "1"), Row(RowKind.Device, "2")), Commit(Bob, 0, "b", Row(RowKind.UsedKey, "2"))];
        foreach (AccountCommit commit in commits)
        {
            await one.CommitAsync(commit, Cancel);
        }

        foreach (AccountCommit commit in commits.Reverse())
        {
            await other.CommitAsync(commit with { Insert = [.. commit.Insert.Reverse()] }, Cancel);
        }

        Assert.Equal(one.Image(), other.Image());
    }

    [Fact]
    public async Task Sweeping_keeps_up_with_what_expires()
    {
        FakeTimeProvider clock = new(Now);
        MemoryAccountStore store = new(clock);
        for (int number = 0; number < 1000; number++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await store.CommitAsync(Commit(Utf8Text.FromString($"{number}"), 0, null, Row(RowKind.Challenge, "c", "", clock.GetUtcNow().AddSeconds(10))), Cancel);
        }

        Assert.True(store.Image().Length < 1000, $"{store.Image().Length} bytes for 10 identities with a live row each");
    }

    [Fact]
    public async Task What_was_erased_or_prolonged_since_is_not_swept_by_its_former_time()
    {
        FakeTimeProvider clock = new(Now);
        MemoryAccountStore store = new(clock);
        AccountRow brief = Row(RowKind.Challenge, "c", "brief", Now.AddSeconds(5));
        AccountRow lasting = Row(RowKind.Challenge, "c", "lasting", Now.AddSeconds(20));
        await store.CommitAsync(Commit(Alice, 0, null, brief) with { Revocations = [new Revocation(Bob, Now.AddSeconds(5))] }, Cancel);
        await store.CommitAsync(Commit(Alice, 0, null) with { EraseRows = true }, Cancel);
        await store.CommitAsync(Commit(Alice, 0, null, lasting) with { Revocations = [new Revocation(Bob, Now.AddSeconds(20))] }, Cancel);

        clock.Advance(TimeSpan.FromSeconds(10));
        await SweepAsync();
        Assert.Equal(CommitOutcome.RowExists, (await store.CommitAsync(Commit(Alice, 0, null, lasting), Cancel)).Outcome);
        Assert.Equal(Now.AddSeconds(20), Assert.Single(store.Revocations(int.MaxValue)).Revocation.Until);

        clock.Advance(TimeSpan.FromSeconds(10));
        await SweepAsync();
        Assert.Empty(store.Revocations(int.MaxValue));
        Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(Commit(Alice, 0, null, lasting), Cancel)).Outcome);

        async Task SweepAsync() => Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(Commit(Bob, 0, null), Cancel)).Outcome);
    }

    [Fact]
    public async Task An_identity_of_which_nothing_is_left_is_forgotten_whatever_else_of_it_was_to_expire()
    {
        FakeTimeProvider clock = new(Now);
        MemoryAccountStore store = new(clock);
        await store.CommitAsync(Commit(Bob, 0, "bob"), Cancel);
        byte[] before = store.Image();
        await store.CommitAsync(Commit(Alice, 0, null, Row(RowKind.Challenge, "c", "", Now.AddSeconds(5)), Row(RowKind.Challenge, "d", "", Now.AddSeconds(10))), Cancel);
        await store.CommitAsync(Commit(Alice, 0, null) with { EraseRows = true }, Cancel);
        for (int i = 0; i < 2; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(CommitOutcome.Committed, (await store.CommitAsync(Commit(Bob, 1, null), Cancel)).Outcome);
        }

        Assert.Equal(before, store.Image());
    }

    [Fact]
    public async Task Reading_the_revocations_can_be_cancelled()
    {
        MemoryAccountStore store = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.RevocationsAsync(1, new CancellationToken(canceled: true)));
    }
}
