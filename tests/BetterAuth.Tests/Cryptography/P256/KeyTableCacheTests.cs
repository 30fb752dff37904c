using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

public class KeyTableCacheTests
{
    private const int Small = 4 << 10, Medium = 28 << 10;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(500)]
    public void Bytes_are_bounded_and_one_who_is_met_stays(int tables)
    {
        KeyTableCache cache = new(tables * (long)Small);
        PointTable table = new(TableShape.Small);
        cache.Keep(Key(0), 2, table);
        for (ulong i = 1; i <= 4 * (ulong)tables; i++)
        {
            cache.Keep(Key(i), 2, table);
            Assert.True(tables == 1 || cache.Find(Key(0), 2) is not null, "Met after every newcomer, but forgotten.");
            Assert.InRange(cache.Bytes, Small, tables * (long)Small);
        }

        int found = Enumerable.Range(0, (4 * tables) + 1).Count(i => cache.Find(Key((ulong)i), 2) is not null);
        Assert.Equal(cache.Count, found);
        Assert.Equal(cache.Bytes, found * (long)Small);
        Assert.InRange(found, Math.Max(1, tables / 2), tables);
    }

    [Fact]
    public void The_other_y_is_another_key()
    {
        KeyTableCache cache = new(100 * Small);
        cache.Keep(Key(1), 2, new(TableShape.Small));
        Assert.NotNull(cache.Find(Key(1), 2));
        Assert.Null(cache.Find(Key(1), 3));
        Assert.Null(cache.Find(Key(2), 2));
    }

    [Fact]
    public void A_larger_table_is_accounted_for_and_needs_room()
    {
        KeyTableCache cache = new(Medium + Small);
        cache.Keep(Key(1), 2, new(TableShape.Small));
        cache.Keep(Key(2), 2, new(TableShape.Small));
        KeyTable first = cache.Find(Key(1), 2)!, second = cache.Find(Key(2), 2)!;
        PointTable larger = new(TableShape.Medium);
        Assert.True(cache.HasRoomFor(TableShape.Medium));
        cache.Promote(first, larger);
        Assert.Same(larger, first.Table);
        Assert.Equal(Medium + Small, cache.Bytes);
        Assert.False(cache.HasRoomFor(TableShape.Medium));
        cache.Promote(second, new(TableShape.Medium));
        Assert.Equal(TableShape.Small, second.Table.Shape);
        Assert.Equal(Medium + Small, cache.Bytes);

        for (ulong i = 3; !first.IsEvicted; i++)
        {
            cache.Keep(Key(i), 2, new(TableShape.Small));
        }

        // The larger table went with its key. There is room again; but a promotion that comes too late changes nothing.
        Assert.Null(cache.Find(Key(1), 2));
        Assert.Equal(cache.Count * (long)Small, cache.Bytes);
        Assert.True(cache.HasRoomFor(TableShape.Medium));
        long bytes = cache.Bytes;
        cache.Promote(first, new(TableShape.Medium));
        Assert.Equal(bytes, cache.Bytes);
        Assert.Same(larger, first.Table);
    }

    [Fact]
    public void A_key_becomes_busy_once()
    {
        KeyTable entry = new(Key(1), 2, new(TableShape.Small));
        Assert.Equal(KeyTableCache.BusyAfter - 1, Enumerable.Range(0, 1000).TakeWhile(_ => !entry.IsNowBusy()).Count());
        Assert.DoesNotContain(true, Enumerable.Range(0, 1000).Select(_ => entry.IsNowBusy()));
    }

    [Theory]
    [MemberData(nameof(Strategies.Names), MemberType = typeof(Strategies))]
    public void Only_a_key_that_was_vouched_for_leaves_a_table(string strategy)
    {
        KeyTableCache cache = new(100 * Small);
        TableP256Engine engine = new(strategy, Strategies.Of(strategy), cache);
        using TestKey key = new(5);
        byte[] hash = new byte[32];
        byte[] signature = key.Sign(hash);
        Assert.Equal(VerificationStatus.Valid, engine.Verify(hash, signature, key.Encoded, isVouched: false));
        Assert.Equal(0, cache.Count);
        Assert.Equal(VerificationStatus.InvalidKey, engine.Verify(hash, signature, [2, .. Integers.ToBytes(Integers.P - 1)], isVouched: true));
        Assert.Equal(0, cache.Count);

        hash[0] ^= 1;
        Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(hash, signature, key.Encoded, isVouched: true));
        Assert.Equal(1, cache.Count);
        hash[0] ^= 1;
        Assert.Equal(VerificationStatus.Valid, engine.Verify(hash, signature, key.Encoded, isVouched: false));
        Assert.Equal(Small, cache.Bytes);
    }

    [Fact]
    public void A_busy_key_is_promoted_beside_its_requests()
    {
        KeyTableCache cache = new(100 * Small);
        TableP256Engine engine = new("scalar", Strategies.Of("scalar"), cache);
        using TestKey key = new(7);
        byte[] hash = new byte[32];
        byte[] signature = key.Sign(hash);
        for (int i = 0; i <= KeyTableCache.BusyAfter; i++)
        {
            Assert.Equal(VerificationStatus.Valid, engine.Verify(hash, signature, key.Encoded, isVouched: true));
        }

        Assert.True(SpinWait.SpinUntil(() => cache.Bytes == Medium, TimeSpan.FromSeconds(30)));
        Assert.Equal(VerificationStatus.Valid, engine.Verify(hash, signature, key.Encoded, isVouched: true));
        hash[1] ^= 1;
        Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(hash, signature, key.Encoded, isVouched: true));
    }

    /// <summary>A torn or half-built table would answer wrong.</summary>
    [Theory]
    [MemberData(nameof(Strategies.Names), MemberType = typeof(Strategies))]
    public void Two_threads_verify_right_while_tables_come_and_go(string strategy)
    {
        TestKey[] keys = [.. Enumerable.Range(0, 12).Select(i => new TestKey(1 + Integers.Random(new(i), Integers.N - 1)))];
        KeyTableCache cache = new(Medium + (2 * Small)); // room for ten small ones at most, and twelve keys
        TableP256Engine engine = new(strategy, Strategies.Of(strategy), cache);
        byte[] hash = new byte[32], other = [1, .. new byte[31]];
        byte[][] signatures = [.. keys.Select(key => key.Sign(hash))];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, thread =>
        {
            Random random = new(thread);
            for (int i = 0; i < TestBudget.Iterations(600, 4000); i++)
            {
                int k = Math.Min(random.Next(keys.Length), random.Next(keys.Length)); // some are busier, and promoted
                Assert.Equal(VerificationStatus.Valid, engine.Verify(hash, signatures[k], keys[k].Encoded, isVouched: true));
                Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(other, signatures[k], keys[k].Encoded, isVouched: true));
                Assert.InRange(cache.Bytes, 0, Medium + (4 * Small)); // two newcomers may look for room at once
            }
        });

        foreach (TestKey key in keys)
        {
            key.Dispose();
        }
    }

    private static Words Key(ulong number) => new(number, 1, 2, 3);

    [Fact]
    public void A_table_that_is_larger_than_all_the_room_is_not_kept()
    {
        KeyTableCache cache = new(2 * Small);
        cache.Keep(Key(1), 2, new(TableShape.Small));

        cache.Keep(Key(2), 2, new(TableShape.Medium));

        Assert.Null(cache.Find(Key(2), 2));
        Assert.InRange(cache.Bytes, 0, 2 * Small);
        cache.Keep(Key(3), 2, new(TableShape.Small));
        Assert.NotNull(cache.Find(Key(3), 2));
    }
}
