using System.Buffers.Binary;
using System.IO.Compression;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Tokens;
using CsCheck;

namespace BetterAuth.Tests.Wire.Tokens;

/// <summary>Compressed claims, held to the platform's zlib.</summary>
public class TokenTextProperties
{
    private static readonly GzipTokenEncoder Encoder = new();

    // Short ones: long contents are the business of InflateTests.
    private static readonly Gen<byte[]> Contents = Gen.Frequency(
        (2, Gen.Byte.Array[1, 100]),
        (2, Gen.Byte[97, 100].Array[1, 300]),
        (1, Gen.Select(Gen.Byte.Array[1, 12], Gen.Int[1, 60], (part, times) => Enumerable.Repeat(part, times).SelectMany(bytes => bytes).ToArray())));

    [Property]
    public void Claims_come_back_and_fit_the_announced_length() =>
        Contents.Holds(claims =>
        {
            byte[] text = Text(claims), read = new byte[claims.Length];
            return text.Length <= Encoder.MaxTextLength(claims.Length) && Encoder.TryDecode(text, read, out int written) && written == claims.Length && read.AsSpan().SequenceEqual(claims);
        });

    [Property]
    public void Claims_that_do_not_fit_are_refused_and_nothing_behind_the_destination_is_touched() =>
        Gen.Select(Contents, Gen.Int[0, 1000]).Holds(sample =>
        {
            (byte[] claims, int shorter) = sample;
            byte[] read = new byte[claims.Length + 8];
            Array.Fill(read, (byte)0xA5);
            int room = shorter % claims.Length;
            return !Encoder.TryDecode(Text(claims), read.AsSpan(0, room), out int written) && written == 0 && !read.AsSpan(room).ContainsAnyExcept((byte)0xA5);
        });

    [Property]
    public void The_check_value_is_the_one_that_zlib_writes() =>
        Contents.Holds(content =>
        {
            using MemoryStream member = new();
            using (GZipStream gzip = new(member, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(content);
            }

            return BinaryPrimitives.ReadUInt32LittleEndian(member.ToArray().AsSpan(^8)) == Crc32.Of(content);
        });

    [Property]
    public void A_check_value_tells_any_two_contents_apart_that_differ_in_one_bit() =>
        Gen.Select(Gen.Byte.Array[1, 40], Gen.Int[0, 319]).Holds(sample =>
        {
            byte[] other = [.. sample.Item1];
            other[sample.Item2 / 8 % other.Length] ^= (byte)(1 << (sample.Item2 % 8));
            return Crc32.Of(other) != Crc32.Of(sample.Item1);
        });

    [Property]
    public void Streams_of_every_level_are_inflated_as_zlib_does_and_end_where_they_end() =>
        Gen.Select(Contents, Gen.Int[0, 9], Gen.Enum<ZLibCompressionStrategy>(), Gen.Byte.Array[0, 9]).Holds(sample =>
        {
            (byte[] content, int level, ZLibCompressionStrategy strategy, byte[] more) = sample;
            byte[] stream = Zlib.Deflate(content, level, strategy), output = new byte[content.Length];
            return Inflate.TryDecompress([.. stream, .. more], output, out int consumed, out int written)
                && consumed == stream.Length && written == content.Length && output.AsSpan().SequenceEqual(content);
        });

    [Property]
    public void A_stream_that_was_cut_is_refused() =>
        Gen.Select(Contents, Gen.Int[0, 9], Gen.Int[0, 10_000]).Holds(sample =>
        {
            byte[] stream = Zlib.Deflate(sample.Item1, sample.Item2);
            return !Inflate.TryDecompress(stream.AsSpan(0, sample.Item3 % stream.Length), new byte[sample.Item1.Length], out _, out _);
        });

    [Property]
    public void A_changed_stream_is_answered_as_zlib_answers_it() =>
        Gen.Select(Contents, Gen.Int[0, 9], Gen.Int[0, 1 << 16], Gen.Byte).Holds(sample =>
        {
            byte[] stream = Zlib.Deflate(sample.Item1, sample.Item2);
            stream[sample.Item3 % stream.Length] ^= sample.Item4;
            Same(stream);
        });

    [Property]
    public void Blocks_with_codes_of_any_lengths_are_answered_as_zlib_answers_them() => DynamicBlocks.Streams.Holds(Same, Convert.ToHexString);

    private static void Same(byte[] stream)
    {
        const int Limit = 1_000;
        byte[]? expected = Zlib.Inflate(stream, Limit, out int end);
        byte[] output = new byte[Limit];
        bool accepted = Inflate.TryDecompress(stream, output, out int consumed, out int written);
        Assert.Equal(expected is not null, accepted);
        Assert.True(!accepted || (consumed == end && output.AsSpan(0, written).SequenceEqual(expected)));
    }

    private static byte[] Text(byte[] claims)
    {
        byte[] text = new byte[Encoder.MaxTextLength(claims.Length)];
        return text[..Encoder.Encode(claims, text)];
    }
}
