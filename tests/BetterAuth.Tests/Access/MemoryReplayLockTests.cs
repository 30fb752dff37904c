using System.Buffers.Binary;
using System.Security.Cryptography;
using BetterAuth.Access;
using BetterAuth.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Access;

/// <summary>The replay lock in memory: atomic, exact to the second, and bounded by what is live.</summary>
public sealed class MemoryReplayLockTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(55);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryReplayLock _lock;

    public MemoryReplayLockTests() => _lock = new(_clock);

    [Theory, InlineData(0, false), InlineData(54_999, false), InlineData(55_000, false), InlineData(57_000, true)]
    public async Task AC_02_an_entry_is_reserved_until_its_time_and_no_longer_than_two_seconds_more(int milliseconds, bool isFree)
    {
        byte[] entry = EntryOf(1);
        Assert.True(await ReserveAsync(entry));

        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(isFree, await ReserveAsync(entry));
    }

    [Fact]
    public async Task On_a_clock_that_was_set_back_by_months_entries_end_in_time_all_the_same()
    {
        FakeTimeProvider clock = new(_clock.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.Zero };
        MemoryReplayLock before = new(clock);
        clock.AdjustTime(_clock.GetUtcNow() - TimeSpan.FromDays(300));
        byte[] entry = EntryOf(1);
        Assert.True(await before.TryReserveAsync(entry, clock.GetUtcNow() + Hold, TestContext.Current.CancellationToken));
        Assert.False(await before.TryReserveAsync(entry, clock.GetUtcNow() + Hold, TestContext.Current.CancellationToken));

        clock.Advance(Hold + TimeSpan.FromSeconds(2));

        Assert.True(await before.TryReserveAsync(entry, clock.GetUtcNow() + Hold, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_largest_table_is_the_one_with_room_for_most()
    {
        Assert.Equal(0, _lock.LargestTable);
        Assert.True(await ReserveAsync(EntryOf(1)));
        Assert.InRange(_lock.LargestTable, 1, int.MaxValue);
    }

    [Fact]
    public void A_lock_without_a_clock_is_refused() => Assert.Throws<ArgumentNullException>(() => new MemoryReplayLock(null!));

    [Fact]
    public async Task Entries_that_differ_in_any_of_their_first_96_bits_do_not_meet()
    {
        byte[] entry = EntryOf(1);
        Assert.True(await ReserveAsync(entry));
        for (int bit = 0; bit < 96; bit++)
        {
            entry[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(await ReserveAsync(entry), $"bit {bit}");
            entry[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.False(await ReserveAsync(entry));
    }

    [Fact]
    public async Task AC_02_the_lock_agrees_with_a_dictionary_over_a_long_random_life()
    {
        Dictionary<int, DateTimeOffset> model = [];
        Random random = new(20261123);
        int reserved = 0;
        int refused = 0;
        int again = 0;
        for (int step = 0; step < TestBudget.Iterations(200_000, 5_000_000); step++)
        {
            if (random.Next(50) == 0)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(random.Next(2000)));
            }

            // Few enough that entries meet again, live and expired; times of the model are whole seconds, as the lock's.
            int n = random.Next(20_000);
            DateTimeOffset until = Whole(_clock.GetUtcNow()) + TimeSpan.FromSeconds(random.Next(1, 60));
            bool isKnown = model.TryGetValue(n, out DateTimeOffset live);
            bool isFree = !isKnown || live < Whole(_clock.GetUtcNow());
            Assert.Equal(isFree, await _lock.TryReserveAsync(EntryOf(n), until));
            if (isFree)
            {
                model[n] = until;
                again += isKnown ? 1 : 0;
            }

            (reserved, refused) = (reserved + (isFree ? 1 : 0), refused + (isFree ? 0 : 1));
        }

        int each = TestBudget.IsSample ? 1000 : 20;
        Assert.True(reserved > each && refused > each && again > each, $"{reserved} {refused} {again}");
    }

    [Fact]
    public async Task AC_26_memory_follows_the_live_nonces_and_no_call_goes_through_many_of_them()
    {
        int live = TestBudget.Iterations(300_000, 3_000_000);
        int perSecond = live / (int)Hold.TotalSeconds;
        byte[] entry = new byte[32];
        for (int second = 0; second < 180; second++)
        {
            for (int i = 0; i < perSecond; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(entry, (ulong)((second * (long)perSecond) + i) * 0x9E3779B97F4A7C15); // spread, and never twice
                Assert.True(await ReserveAsync(entry));
            }

            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        double bytes = (double)_lock.Bytes / live;
        Figures.Write("replay-lock", $"replay lock in memory: {bytes:F1} bytes per live nonce at {live:N0}, {_lock.LargestTable:N0} entries at most in one call");
        Assert.InRange(bytes, 16, TestBudget.IsSample ? 48 : 64); // of few, the empty places weigh more
        Assert.InRange(_lock.LargestTable, 1, 8 * live / 1024);
    }

    [Fact]
    public async Task AC_26_after_a_flood_the_memory_comes_back()
    {
        byte[] entry = new byte[32];
        ulong flood = TestBudget.IsSample ? 200_000UL : 60_000;
        for (ulong i = 1; i <= flood; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(entry, i * 0x9E3779B97F4A7C15);
            await ReserveAsync(entry);
        }

        long atWorst = _lock.Bytes;
        for (ulong i = 1; i <= 2 * flood; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(entry, i * 0xD1B54A32D192ED03);
            await ReserveAsync(entry);
            _clock.Advance(TimeSpan.FromSeconds(i % 20 == 0 ? 1 : 0)); // 20 a second: some thousand live
        }

        Assert.InRange(_lock.Bytes, 1, atWorst / 3);
    }

    [Fact]
    public void AC_19_of_many_threads_one_reserves_each_entry()
    {
        int entries = TestBudget.IsSample ? 20_000 : 500;
        int[] reserved = new int[entries];
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < entries; i++)
            {
                if (Reserve(EntryOf(i)))
                {
                    Interlocked.Increment(ref reserved[i]);
                }
            }
        });

        Assert.All(reserved, count => Assert.Equal(1, count));
    }

    private static byte[] EntryOf(int n) => SHA256.HashData(BitConverter.GetBytes(n));

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    /// <summary>The lock answers at once, always.</summary>
    private bool Reserve(byte[] entry)
    {
        ValueTask<bool> reserved = ReserveAsync(entry);
        return reserved.IsCompletedSuccessfully ? reserved.Result : throw new InvalidOperationException("awaited something");
    }

    private ValueTask<bool> ReserveAsync(byte[] entry) => _lock.TryReserveAsync(entry, _clock.GetUtcNow() + Hold);
}
