using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Which tables are built, in whose memory, and when.</summary>
public sealed class TableMemoryTests : IDisposable
{
    private readonly CountingStrategy _strategy = new(Strategies.Of("scalar"));
    private readonly TableP256Engine _engine;
    private readonly TestKey _key = new(11);
    private readonly byte[] _hash = new byte[32];
    private readonly byte[] _signature;

    public TableMemoryTests()
    {
        _engine = new TableP256Engine("scalar", _strategy, new KeyTableCache(1 << 20));
        _signature = _key.Sign(_hash);
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Keys_that_nobody_vouched_for_share_one_table_and_what_is_kept_is_another()
    {
        Verify(isVouched: false);
        Verify(isVouched: false);
        Verify(isVouched: true);

        Assert.Equal(3, _strategy.Built.Length);
        Assert.Same(_strategy.Built[0], _strategy.Built[1]);
        Assert.NotSame(_strategy.Built[0], _strategy.Built[2]);
    }

    [Fact]
    public async Task A_key_that_is_held_gets_its_large_table_once_when_it_turns_out_to_be_used()
    {
        TableKey held = Assert.IsType<TableKey>(_engine.Prepare(_key.Encoded));
        for (int i = 0; i < 15; i++)
        {
            Assert.True(held.Verify(_hash, _signature));
        }

        await Task.Delay(100, TestContext.Current.CancellationToken); // for a table that should not come
        Assert.Equal(TableShape.Small.Bytes, held.TableBytes);
        Assert.Single(_strategy.Built);

        Assert.True(held.Verify(_hash, _signature));
        Assert.True(SpinWait.SpinUntil(() => held.TableBytes == TableShape.Large.Bytes, TimeSpan.FromSeconds(30)));
        for (int i = 0; i < 40; i++)
        {
            Assert.True(held.Verify(_hash, _signature));
        }

        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal([TableShape.Small, TableShape.Large], _strategy.Built.Select(table => table.Shape));
        _hash[3] ^= 1;
        Assert.False(held.Verify(_hash, _signature));
    }

    [Fact]
    public void A_set_that_is_full_gives_the_place_of_one_who_was_not_met_to_the_newcomer()
    {
        KeyTableCache cache = new(12L * TableShape.Small.Bytes); // one set of eight places, and memory for more
        for (ulong i = 0; i < 40; i++)
        {
            cache.Keep(new(i, 1, 2, 3), 2, new(TableShape.Small));
            Assert.NotNull(cache.Find(new(i, 1, 2, 3), 2));
            Assert.InRange(cache.Count, 1, 8);
        }

        Assert.Equal(8, cache.Count);
    }

    [Fact]
    public void Tables_that_just_fit_stay()
    {
        KeyTableCache cache = new(2L * TableShape.Small.Bytes);
        cache.Keep(new(1, 1, 2, 3), 2, new(TableShape.Small));
        cache.Keep(new(2, 1, 2, 3), 2, new(TableShape.Small));

        Assert.NotNull(cache.Find(new(1, 1, 2, 3), 2));
        Assert.NotNull(cache.Find(new(2, 1, 2, 3), 2));
    }

    [Fact]
    public void A_cache_with_room_for_no_table_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new KeyTableCache(TableShape.Small.Bytes - 1));

    [Fact]
    public void The_places_take_little_beside_the_tables()
    {
        const long limit = 64L << 20;
        long before = GC.GetAllocatedBytesForCurrentThread();
        KeyTableCache cache = new(limit);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, limit / 100);
        GC.KeepAlive(cache);
    }

    private void Verify(bool isVouched) => Assert.Equal(VerificationStatus.Valid, _engine.Verify(_hash, _signature, _key.Encoded, isVouched));
}
