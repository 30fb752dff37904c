using System.IO.Compression;
using System.Text;
using CsCheck;

namespace BetterAuth.Tests.Wire.Tokens;

/// <summary>Generators of contents that compress in every way – not at all, by repetition, by rare and frequent bytes – and of streams of them.</summary>
internal static class Contents
{
    private const string Claims = """{"serverIdentity":"1AAI","device":"E","identity":"E","publicKey":"1AAI","issuedAt":"2026-01-01T00:00:00.000Z","attributes":{"permissionsByRole":{"admin":["read","write"]}}}""";

    public static Gen<byte[]> Random { get; } = Gen.Frequency(
        (2, Gen.Byte.Array[0, 300]),
        (1, Gen.Byte.Array[0, 4_000]),
        (2, Gen.Byte[0, 3].Array[0, 3_000]),
        (2, Gen.Select(Gen.Byte.Array[1, 20], Gen.Int[1, 400], Repeat)),
        (2, Gen.Int[1, 40].Select(times => Repeat(Encoding.UTF8.GetBytes(Claims), times))),
        (1, Gen.Select(Gen.Int[0, 100], Gen.Int[0, 40_000], Skewed)));

    public static Gen<byte[]> Streams { get; } = Gen.Select(
        Random.Where(content => content.Length > 0), // the platform writes no stream for nothing
        Gen.Int[0, 9],
        Gen.Enum<ZLibCompressionStrategy>(),
        (content, level, strategy) => Zlib.Deflate(content, level, strategy));

    /// <summary>Few frequent bytes and many rare ones: codes of all lengths.</summary>
    private static byte[] Skewed(int seed, int length)
    {
        System.Random random = new(seed);
        byte[] content = new byte[length];
        foreach (ref byte next in content.AsSpan())
        {
            next = (byte)(1 << random.Next(0, 9) >> random.Next(0, 9) ^ (random.Next(0, 64) == 0 ? random.Next(0, 256) : 0));
        }

        return content;
    }

    private static byte[] Repeat(byte[] part, int times) => [.. Enumerable.Repeat(part, times).SelectMany(bytes => bytes)];
}
