using System.IO.Compression;
using System.Text;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Tests.Wire.Tokens;
using BetterAuth.Wire.Tokens;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>Our inflate beside zlib itself and <see cref="DeflateStream"/>: the same answer, the same content, the same end, within the room that is given. An input is: the room (2), the stream.</summary>
internal sealed class InflateTarget : FuzzTarget
{
    private const int HeadLength = 2;
    private const int MaxRoom = 32 * 1024;

    public override string Name => "inflate";

    public override IReadOnlyList<Mutation> Mutations { get; } = [ByteMutations.Number, .. Behind.Head(HeadLength, DeflateMutations.All)];

    public override IReadOnlyList<string> MustHappen => ["taken"];

    public override int MaxLength => 4 * 1024;

    public override int TestedInputs => 8_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        (string Name, byte[] Bytes)[] contents =
        [
            ("nothing", []), ("short", Encoding.ASCII.GetBytes("""{"permissionsByRole":{"admin":["read","write"]}}""")), ("repeated", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("permissionsByRole", 60)))),
            ("zeros", new byte[3000]), ("all-bytes", [.. Enumerable.Range(0, 700).Select(place => (byte)(place * place))]),
        ];
        foreach ((string name, byte[] content) in contents)
        {
            foreach ((string way, int level, ZLibCompressionStrategy strategy) in new[] { ("stored", 0, ZLibCompressionStrategy.Default), ("best", 9, ZLibCompressionStrategy.Default), ("fixed", 6, ZLibCompressionStrategy.Fixed), ("huffman", 6, ZLibCompressionStrategy.HuffmanOnly) })
            {
                yield return ($"{name}-{way}.bin", [0, 0x80, .. Zlib.Deflate(content, level, strategy)]);
            }
        }
    }

    public override void Run(byte[] input)
    {
        byte[] head = [.. input.Take(HeadLength), .. new byte[Math.Max(0, HeadLength - input.Length)]];
        int room = BitConverter.ToUInt16(head) % (MaxRoom + 1);
        byte[] stream = input[Math.Min(HeadLength, input.Length)..];
        byte[] output = new byte[room];
        (bool taken, int consumed, int written) = Oracle.Cheap(() => (Inflate.TryDecompress(stream, output, out int end, out int length), end, length));
        byte[]? expected = Zlib.Inflate(stream, room, out int expectedEnd);
        Oracle.Same(expected is not null, taken, "taken, where zlib says otherwise");
        Count(taken ? "taken" : "refused");
        if (taken)
        {
            Oracle.Same(expected, output.AsSpan(0, written), "content");
            Oracle.Same(expectedEnd, consumed, "end of the stream");
            Oracle.Same(ByStream(stream), output.AsSpan(0, written), "content by the platform's stream");
        }
    }

    private static byte[] ByStream(byte[] stream)
    {
        using DeflateStream deflate = new(new MemoryStream(stream), CompressionMode.Decompress);
        using MemoryStream content = new();
        deflate.CopyTo(content);
        return content.ToArray();
    }
}
