using System.Numerics;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Verification takes no memory, on the exceptional path either.</summary>
public class EngineAllocationTests
{
    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void Verifying_allocates_nothing(string name, string shape)
    {
        IP256Strategy strategy = Strategies.Of(name);
        using TestKey key = new(Integers.Random(new(7), Integers.N));
        PointTable table = strategy.TableOf(key.Point, Strategies.ShapeOf(shape));
        byte[] hash = new byte[32];
        byte[] signature = key.Sign(hash);
        byte[] infinity = Integers.ToBytes(BigInteger.One);
        byte[] exceptional = [.. infinity, .. infinity];
        byte[] z = Integers.ToBytes(Integers.Mod(-key.D, Integers.N));
        Assert.True(strategy.Verify(table, hash, signature, out bool tookException) && !tookException);
        Assert.True(!strategy.Verify(table, z, exceptional, out tookException) && tookException);
        Allocations.None(() => strategy.Verify(table, hash, signature, out _));
        Allocations.None(() => strategy.Verify(table, z, exceptional, out _));
    }
}
