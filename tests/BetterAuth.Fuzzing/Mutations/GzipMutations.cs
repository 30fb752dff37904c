using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Wire.Tokens;
using BetterAuth.Wire.Tokens;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes of what a token's text stands for: of the base64url, of the gzip member in it, of the DEFLATE stream in that (under the right check value), of the claims in that.</summary>
internal static class GzipMutations
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;
    private const int MaxClaims = 8 * 1024;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [.. TextMutations.Base64, Member, Member, Header, Stream, Stream, Claims, Claims, Claims];

    /// <summary>The claims of a text, or null.</summary>
    public static byte[]? ClaimsOf(byte[] text) => MemberOf(text) is { } member ? Zlib.Gunzip(member, MaxClaims, out _) : null;

    /// <summary>The text of claims.</summary>
    public static byte[] TextOf(byte[] claims, int level)
    {
        using MemoryStream member = new();
        using (GZipStream gzip = new(member, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
        {
            gzip.Write(claims);
        }

        return Base64Url.EncodeToUtf8(member.ToArray());
    }

    private static byte[] Member(byte[] input, byte[] other, FuzzRandom random) => Changed(input, member => random.Pick(ByteMutations.All)(member, other, random));

    /// <summary>Other flags, with or without the fields they announce.</summary>
    private static byte[] Header(byte[] input, byte[] other, FuzzRandom random) => Changed(input, member =>
    {
        int flags = random.Below(random.OneIn(4) ? 256 : 32);
        byte[] header = [.. member[..3], (byte)flags, .. member[4..HeaderLength]];
        header = (flags & 4) == 0 || random.OneIn(4) ? header : [.. header, (byte)random.Below(6), (byte)(random.OneIn(8) ? 1 : 0), .. random.Bytes(random.Below(6))];
        header = (flags & 8) == 0 || random.OneIn(4) ? header : [.. header, .. "name"u8, (byte)0];
        header = (flags & 16) == 0 || random.OneIn(4) ? header : [.. header, .. new byte[random.OneIn(8) ? 1100 : 3].Select(_ => (byte)'c'), (byte)0];
        header = (flags & 2) == 0 || random.OneIn(4) ? header : [.. header, .. BitConverter.GetBytes((ushort)Crc32.Of(header))];
        return [.. header, .. member[HeaderLength..]];
    });

    private static byte[] Stream(byte[] input, byte[] other, FuzzRandom random) => Changed(input, member =>
    {
        byte[] stream = random.Pick(DeflateMutations.All)(member[HeaderLength..^TrailerLength], other, random);
        byte[] content = Zlib.Inflate(stream, MaxClaims, out _) ?? [], trailer = new byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.Of(content));
        BinaryPrimitives.WriteInt32LittleEndian(trailer.AsSpan(4), content.Length);
        return [.. member[..HeaderLength], .. stream, .. trailer];
    });

    private static byte[] Claims(byte[] input, byte[] other, FuzzRandom random) =>
        ClaimsOf(input) is { } claims ? TextOf(random.Pick(JsonMutations.All)(claims, ClaimsOf(other) ?? claims, random), random.Below(10)) : input;

    private static byte[] Changed(byte[] input, Func<byte[], byte[]> change) =>
        MemberOf(input) is { Length: > HeaderLength + TrailerLength } member ? Base64Url.EncodeToUtf8(change(member)) : input;

    private static byte[]? MemberOf(byte[] text)
    {
        byte[] member = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromUtf8(text, member, out int length) ? member[..length] : null;
    }
}
