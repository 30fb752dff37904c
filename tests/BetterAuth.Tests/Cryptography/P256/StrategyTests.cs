using System.Numerics;
using System.Text.Json;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Every strategy with every table, held to Wycheproof and to the platform.</summary>
public class StrategyTests
{
    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void E_19_Every_P1363_case_is_answered_as_it_should_be(string name, string shape)
    {
        IP256Strategy strategy = Strategies.Of(name);
        using JsonDocument file = Vectors.Json("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json");
        int cases = 0;
        foreach (JsonElement group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            byte[] key = Convert.FromHexString(group.GetProperty("publicKey").GetProperty("uncompressed").GetString()!);
            Assert.True(CompressedPoint.TryRead([(byte)(2 | (key[64] & 1)), .. key[1..33]], out AffinePoint point));
            PointTable table = strategy.TableOf(point, Strategies.ShapeOf(shape));
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                byte[] signature = Convert.FromHexString(test.GetProperty("sig").GetString()!);
                byte[] hash = System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(test.GetProperty("msg").GetString()!));
                bool accepted = signature.Length == 64 && SignatureRange.Contains(signature) && strategy.Verify(table, hash, signature, out _);
                Assert.True(accepted == (test.GetProperty("result").GetString() == "valid"), $"tcId {test.GetProperty("tcId")}");
                cases++;
            }
        }

        Assert.Equal(262, cases);
    }

    /// <summary>At least 10⁴ over all strategies; ten million with <c>BETTERAUTH_TEST_BUDGET=catalogue</c>.</summary>
    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void Random_and_corrupted_signatures_are_answered_as_the_platform_does(string name, string shape)
    {
        IP256Strategy strategy = Strategies.Of(name);
        int each = TestBudget.Iterations(12_000, 30_000, 10_000_000) / Strategies.WithShapes.Count, perKey = Math.Clamp(each / 1000, 50, 500); // a large table takes as long as a hundred signatures
        Random random = new(TestBudget.IsSample ? name.GetHashCode(StringComparison.Ordinal) ^ Environment.TickCount : 7); // others each time, but where scores are repeated
        int valid = 0;
        for (int i = 0; i < each; i += perKey)
        {
            using TestKey key = new(1 + Integers.Random(random, Integers.N - 1));
            PointTable table = strategy.TableOf(key.Point, Strategies.ShapeOf(shape));
            for (int j = 0; j < perKey; j++)
            {
                byte[] hash = new byte[32];
                random.NextBytes(hash);
                byte[] signature = key.Sign(hash);
                int change = random.Next(3);
                byte[] target = change == 1 ? hash : signature;
                target[random.Next(target.Length)] ^= change == 0 ? (byte)0 : (byte)(1 << random.Next(8));
                if (SignatureRange.Contains(signature))
                {
                    bool expected = key.PlatformVerifies(hash, signature);
                    Assert.True(expected == strategy.Verify(table, hash, signature, out _), $"d {key.D:x}, hash {Convert.ToHexString(hash)}, signature {Convert.ToHexString(signature)}");
                    valid += expected ? 1 : 0;
                }
            }
        }

        Assert.InRange(valid, each / 5, each / 2);
    }
}
