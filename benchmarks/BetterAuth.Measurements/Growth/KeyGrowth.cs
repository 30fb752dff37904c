using System.Diagnostics;
using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Measurements.Growth;

/// <summary>How the cost of a verification grows with the number of clients whose tables of 4 KB are kept: the work is the same, the table is not near any more.</summary>
internal static class KeyGrowth
{
    private const int Passes = 4;

    public static GrowthPoint Measure(string strategy, int keys)
    {
        // Room for twice as many: sets fill unevenly, and no key may give way or be promoted.
        TableP256Engine engine = new(strategy, P256Engines.StrategyOf(strategy), new KeyTableCache(2L * keys * TableShape.Small.Bytes));
        byte[] hash = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);
        (byte[] Point, byte[] Signature)[] clients = [.. Enumerable.Range(0, keys).Select(_ => Sign(hash))];
        VerifyAll(engine, hash, clients); // builds the tables
        Random.Shared.Shuffle(clients);
        long started = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < Passes; pass++)
        {
            VerifyAll(engine, hash, clients);
        }

        return new("verify.4k", keys, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Passes / keys, double.NaN, (double)engine.TableBytes / keys);
    }

    private static void VerifyAll(TableP256Engine engine, byte[] hash, (byte[] Point, byte[] Signature)[] clients)
    {
        foreach ((byte[] point, byte[] signature) in clients)
        {
            if (engine.Verify(hash, signature, point, isVouched: true) != VerificationStatus.Valid)
            {
                throw new InvalidOperationException("A valid signature was refused.");
            }
        }
    }

    private static (byte[] Point, byte[] Signature) Sign(byte[] hash)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        return ([(byte)(2 | (q.Y![^1] & 1)), .. q.X!], key.SignHash(hash));
    }
}
