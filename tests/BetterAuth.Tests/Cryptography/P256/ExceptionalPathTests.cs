using System.Numerics;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Keys and scalars at which the formulas have an exception: found, answered right, and counted.</summary>
public class ExceptionalPathTests
{
    private static readonly BigInteger N = Integers.N;
    private static readonly int[] Bits = [31, 32, 64, 128, 224, 248, 255];
    private readonly Random _random = new(8);

    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void Special_keys_are_answered_as_the_platform_does(string name, string shape)
    {
        IP256Strategy strategy = Strategies.Of(name);
        IEnumerable<BigInteger> special = [1, 2, 3, .. Bits.Select(bit => BigInteger.One << bit)];
        foreach (BigInteger d in special.SelectMany(d => new[] { d, -d }))
        {
            using TestKey key = new(d);
            PointTable table = strategy.TableOf(key.Point, Strategies.ShapeOf(shape));
            for (int i = 0; i < 6; i++)
            {
                byte[] hash = Integers.ToBytes(i switch { 0 => 0, 1 => 1, 2 => N - 1, _ => Integers.Random(_random, N) });
                byte[] signature = key.Sign(hash);
                Assert.True(strategy.Verify(table, hash, signature, out _));
                signature[^1] ^= 1;
                Assert.Equal(key.PlatformVerifies(hash, signature), strategy.Verify(table, hash, signature, out _));
            }
        }
    }

    /// <summary>u₁ = −u₂·d: the sum is infinity, nothing is valid; with u₁ = u₂·d the sum is a double.</summary>
    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void A_sum_that_is_infinity_takes_the_exceptional_path_and_is_refused(string name, string shape)
    {
        IP256Strategy strategy = Strategies.Of(name);
        int exceptions = 0;
        foreach (BigInteger d in new[] { 1, -1, 2, BigInteger.One << 128, Integers.Random(_random, N), Integers.Random(_random, N) })
        {
            using TestKey key = new(d);
            PointTable table = strategy.TableOf(key.Point, Strategies.ShapeOf(shape));
            for (int i = 0; i < 10; i++)
            {
                BigInteger r = i switch { 0 => 1, 1 => key.X % N, _ => 1 + Integers.Random(_random, N - 1) };
                BigInteger s = i == 2 ? r : 1 + Integers.Random(_random, N - 1);
                byte[] hash = Integers.ToBytes(Integers.Mod(-r * key.D, N));
                Assert.False(strategy.Verify(table, hash, [.. Integers.ToBytes(r), .. Integers.ToBytes(s)], out bool exceptional));
                exceptions += exceptional ? 1 : 0;

                BigInteger u2 = 1 + Integers.Random(_random, N - 1);
                Assert.True(strategy.Verify(table, Signed(key, u2 * key.D, u2, out byte[] signature), signature, out _));
            }
        }

        Assert.Equal(60, exceptions);
    }

    /// <summary>The private key is chosen so that, in one lane, what the key's rows add up to is just the next row of the base point, or its negative.</summary>
    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void An_exception_in_any_lane_is_found_and_the_signature_is_valid_all_the_same(string name, string shape)
    {
        IP256Strategy strategy = Strategies.Of(name);
        TableShape rows = Strategies.ShapeOf(shape);
        int first = rows.Columns - Math.Min(strategy.Lanes, rows.Columns), exceptions = 0; // the lanes that are added first have the topmost columns
        for (int lane = first; lane < first + strategy.Lanes; lane++)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                BigInteger e1 = Integers.Random(_random, N), e2 = Integers.Random(_random, N);
                BigInteger ofKey = Coefficients.OfLane(rows, e2, lane), ofBase = Coefficients.OfLane(rows.OfBasePoint, e1, lane, rows.OfBasePoint.Combs[0].Teeth);
                using TestKey key = new(sign * ofBase * Integers.Inverse(Integers.Mod(ofKey, N), N));
                PointTable table = strategy.TableOf(key.Point, rows);
                byte[] hash = Signed(key, Signs(e1), Signs(e2), out byte[] signature);
                Assert.True(key.PlatformVerifies(hash, signature));
                Assert.True(strategy.Verify(table, hash, signature, out bool exceptional));
                exceptions += exceptional ? 1 : 0;

                hash[5] ^= 1;
                Assert.False(strategy.Verify(table, hash, signature, out _));
            }
        }

        Assert.Equal(2 * strategy.Lanes, exceptions);
    }

    /// <summary>What the bits of a scalar add up to as signs: 2e − (2²⁵⁶ − 1).</summary>
    private static BigInteger Signs(BigInteger scalar) => (2 * scalar) - ((BigInteger.One << 256) - 1);

    /// <summary>The hash and signature that lead to u₁ and u₂: r is x of u₁·G + u₂·Q, s = r/u₂, z = u₁·s.</summary>
    private static byte[] Signed(TestKey key, BigInteger u1, BigInteger u2, out byte[] signature)
    {
        BigInteger sum = Integers.Mod(u1 + (u2 * key.D), N);
        BigInteger r = Multiples.Of(sum).X % N;
        BigInteger s = r * Integers.Inverse(Integers.Mod(u2, N), N) % N;
        signature = [.. Integers.ToBytes(r), .. Integers.ToBytes(s)];
        return Integers.ToBytes(Integers.Mod(u1 * s, N));
    }
}
