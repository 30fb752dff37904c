using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Wire.Cesr;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Tests.Cryptography.P256;

public class PlatformKeyCacheTests
{
    private readonly byte[] _hash = SHA256.HashData("message"u8);

    [Fact]
    public void A_key_that_verified_is_kept_and_found_again()
    {
        PlatformKeyCache cache = new(4); // one set, where all keys meet
        PlatformP256Engine engine = new(cache);
        (byte[] point, byte[] signature) = Signed();
        Assert.Null(cache.Find(point));
        Assert.Equal(VerificationStatus.Valid, engine.Verify(_hash, signature, point, isVouched: false));
        PlatformKey? kept = cache.Find(point);
        Assert.NotNull(kept);
        Assert.Equal(VerificationStatus.Valid, engine.Verify(_hash, signature, point, isVouched: false));
        Assert.Same(kept, cache.Find(point));

        // The same x with the other y is another key.
        point[0] ^= 1;
        Assert.Null(cache.Find(point));
        Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(_hash, signature, point, isVouched: false));
    }

    [Fact]
    public void A_key_that_verified_nothing_is_not_kept_and_a_kept_one_still_refuses()
    {
        PlatformKeyCache cache = new(64);
        PlatformP256Engine engine = new(cache);
        (byte[] point, byte[] signature) = Signed();
        byte[] other = SHA256.HashData("massage"u8);
        Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(other, signature, point, isVouched: false));
        Assert.Null(cache.Find(point));
        Assert.Equal(VerificationStatus.InvalidKey, engine.Verify(other, signature, new byte[33], isVouched: false));
        Assert.Equal(VerificationStatus.Valid, engine.Verify(_hash, signature, point, isVouched: false));
        Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(other, signature, point, isVouched: false));
        Assert.NotNull(cache.Find(point));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(64, 64)]
    [InlineData(1024, 1024)]
    public void Room_is_bounded_and_one_who_is_met_stays(int asked, int capacity)
    {
        PlatformKeyCache cache = new(asked);
        Assert.Equal(capacity, cache.Capacity);
        PlatformKey key = PlatformKey.Import(Signed().Point)!;
        byte[] met = RandomPoint(0);
        cache.Keep(met, key);
        for (int i = 1; i <= 3 * capacity; i++)
        {
            cache.Keep(RandomPoint(i), key);
            Assert.True(cache.Find(met) is not null, "Met after every newcomer, but forgotten.");
        }

        Assert.InRange(Enumerable.Range(1, 3 * capacity).Count(i => cache.Find(RandomPoint(i)) is not null), capacity / 2, capacity - 1);
    }

    [Fact]
    public void Of_a_full_set_the_one_who_was_not_met_gives_way()
    {
        PlatformKeyCache cache = new(4);
        PlatformKey key = PlatformKey.Import(Signed().Point)!;
        for (int unmet = 0; unmet < 4; unmet++)
        {
            cache = new(4);
            for (int i = 0; i < 4; i++)
            {
                cache.Keep(RandomPoint(i), key);
            }

            int[] met = [.. Enumerable.Range(0, 4).Where(i => i != unmet)];
            Assert.All(met, i => Assert.NotNull(cache.Find(RandomPoint(i))));
            cache.Keep(RandomPoint(4), key);

            Assert.Null(cache.Find(RandomPoint(unmet)));
            Assert.All([.. met, 4], i => Assert.NotNull(cache.Find(RandomPoint(i))));
        }
    }

    [Fact]
    public void When_all_were_met_one_gives_way_and_the_others_have_to_be_met_again()
    {
        PlatformKeyCache cache = new(4);
        PlatformKey key = PlatformKey.Import(Signed().Point)!;
        for (int i = 0; i < 4; i++)
        {
            cache.Keep(RandomPoint(i), key);
            Assert.NotNull(cache.Find(RandomPoint(i)));
        }

        cache.Keep(RandomPoint(4), key);
        cache.Keep(RandomPoint(5), key);

        Assert.NotNull(cache.Find(RandomPoint(4)));
        Assert.NotNull(cache.Find(RandomPoint(5)));
    }

    [Fact]
    public void Many_threads_may_look_and_keep_at_once()
    {
        (byte[] Point, byte[] Signature)[] keys = [.. Enumerable.Range(0, 24).Select(_ => Signed())];
        PlatformP256Engine engine = new(new PlatformKeyCache(8));
        byte[] other = SHA256.HashData("massage"u8);
        Parallel.For(0, TestBudget.Iterations(2_000, 20_000), i =>
        {
            (byte[] point, byte[] signature) = keys[i * 7 % keys.Length];
            Assert.Equal(VerificationStatus.Valid, engine.Verify(_hash, signature, point, isVouched: false));
            Assert.Equal(VerificationStatus.InvalidSignature, engine.Verify(other, signature, point, isVouched: false));
        });
    }

    [Fact]
    public void A_kept_key_answers_without_another_import()
    {
        P256Verifier verifier = new(new PlatformP256Engine());
        (byte[] point, byte[] signature) = Signed();
        byte[] key = Cesr.Text(CesrCode.PublicKey, point), text = Cesr.Text(CesrCode.Signature, signature);
        Assert.Equal(VerificationStatus.Valid, verifier.Verify("message"u8, text, key));
        long first = Allocated(() => new P256Verifier(new PlatformP256Engine()).Verify("message"u8, text, key));
        long again = Allocated(() => verifier.Verify("message"u8, text, key));
        Assert.True(again < first / 2, $"{again} bytes with the key kept, {first} without.");
    }

    private static long Allocated(Func<VerificationStatus> verify)
    {
        verify();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(VerificationStatus.Valid, verify());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private (byte[] Point, byte[] Signature) Signed()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (Cesr.Value(CesrCode.PublicKey, SignatureTests.KeyText(key)), key.SignHash(_hash));
    }

    private static byte[] RandomPoint(int seed)
    {
        byte[] point = new byte[33];
        new Random(seed).NextBytes(point);
        return point;
    }
}
