using BetterAuth.Tests.Support;
using BetterAuth.Wire.Tokens;
using CsCheck;

namespace BetterAuth.Tests.Wire.Tokens;

/// <summary>Our inflate beside zlib: the same answer to every input, the same content, the same end.</summary>
public class InflateTests
{
    private const int Limit = 50_000;

    [Fact]
    public void Every_stream_of_zlib_is_read_at_every_level_and_strategy() =>
        Contents.Streams.Sample(
            stream =>
            {
                byte[] content = Zlib.Inflate(stream, Limit * 2, out _)!;
                byte[] output = new byte[content.Length];
                Assert.True(Inflate.TryDecompress(stream, output, out int consumed, out int written));
                Assert.Equal(stream.Length, consumed);
                Assert.Equal(content, output[..written]);

                // Bounded: one byte less room is a refusal, not an overflow.
                Assert.False(content.Length > 0 && Inflate.TryDecompress(stream, output.AsSpan(1), out _, out _));
            },
            iter: TestBudget.Iterations(1_000, 20_000),
            print: Convert.ToHexString);

    [Fact]
    public void A_changed_stream_is_answered_as_zlib_answers_it()
    {
        int accepted = 0, refused = 0;
        Gen.Select(Contents.Streams, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1 << 20], Gen.Byte).Array[1, 3]).Sample(
            (stream, edits) =>
            {
                byte[] changed = [.. stream];
                foreach ((int kind, int place, byte what) in edits)
                {
                    changed = Edit(changed, kind, place, what);
                }

                Interlocked.Increment(ref Same(changed) ? ref accepted : ref refused);
            },
            iter: TestBudget.Iterations(5_000, 20_000),
            print: sample => Convert.ToHexString(sample.Item1));
        Assert.True(!TestBudget.IsSample || (accepted > 200 && refused > 1_000), $"One-sided sample: {accepted} accepted, {refused} refused.");
    }

    [Fact]
    public void Every_truncation_and_every_bit_flip_of_a_stream_is_answered_as_zlib_answers_it()
    {
        byte[] content = [.. Enumerable.Range(0, 400).Select(i => (byte)"permissionsByRole"[i * i % 17])];
        foreach (int level in new[] { 0, 1, 6, 9 })
        {
            byte[] stream = Zlib.Deflate(content, level);
            for (int length = 0; length < stream.Length; length++)
            {
                Assert.False(Same(stream[..length]), "A truncated stream is no stream.");
            }

            for (int bit = 0; bit < 8 * stream.Length; bit++)
            {
                byte[] flipped = [.. stream];
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                Same(flipped);
            }
        }
    }

    [Fact]
    public void Random_bytes_and_all_short_inputs_are_answered_as_zlib_answers_them()
    {
        for (int first = 0; first < 256; first++)
        {
            Same([(byte)first]);
            for (int second = 0; second < 256; second += TestBudget.IsSample ? 1 : 51) // all of them, but for each of hundreds of mutants
            {
                Same([(byte)first, (byte)second]);
            }
        }

        // A dynamic block by chance: its three bits, then anything.
        Gen.Select(Gen.Byte.Array[0, 120], Gen.Int[0, 7]).Sample(
            (bytes, start) =>
            {
                if (bytes.Length > 0)
                {
                    bytes[0] = (byte)((bytes[0] & ~7) | start);
                }

                Same(bytes);
            },
            iter: TestBudget.Iterations(20_000, 100_000));
    }

    [Fact]
    public void Blocks_with_codes_of_any_lengths_are_answered_as_zlib_answers_them()
    {
        int accepted = 0, refused = 0;
        DynamicBlocks.Streams.Sample(
            stream => Interlocked.Increment(ref Same(stream) ? ref accepted : ref refused),
            iter: TestBudget.Iterations(20_000, 100_000),
            print: Convert.ToHexString);
        Assert.True(!TestBudget.IsSample || (accepted > 500 && refused > 1_000), $"One-sided sample: {accepted} accepted, {refused} refused.");
    }

    [Theory]
    [InlineData(new byte[] { 1, 0xFF, 0xFF })]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0, 0 })]
    [InlineData(new byte[] { 1, 0xFF, 0xFF, 0 })]
    public void A_stored_block_that_promises_64_KiB_and_ends_is_refused_though_there_is_room(byte[] stream) =>
        Assert.False(Inflate.TryDecompress(stream, new byte[1 << 17], out _, out _));

    [Fact]
    public void A_block_whose_only_code_is_its_end_is_accepted() =>
        Assert.True(Same(DynamicBlocks.Of([.. new byte[256], 1], [0], [0])));

    [Theory]
    [InlineData(257, 1, true)]
    [InlineData(286, 30, true)]
    [InlineData(287, 30, false)]
    [InlineData(288, 30, false)]
    [InlineData(286, 31, false)]
    [InlineData(286, 32, false)]
    public void A_block_with_more_codes_than_have_a_meaning_is_refused(int literals, int distances, bool accepted) =>
        Assert.Equal(accepted, Same(DynamicBlocks.Of([.. new byte[256], 1, .. new byte[literals - 257]], new byte[distances], [0])));

    [Theory]
    [InlineData("Distance beyond the start", "03 02 00 00")]
    [InlineData("Reserved block type", "07")]
    [InlineData("Stored block whose complement is wrong", "01 01 00 FF FF 41")]
    [InlineData("Literal 286 of the fixed code", "1B 03 00")]
    [InlineData("Distance 30 of the fixed code", "03 3E 00")]
    [InlineData("Distance 31 of the fixed code", "03 7E 00")]
    [InlineData("Empty fixed block", "03 00")]
    [InlineData("Empty stored block, then an empty fixed one", "00 00 00 FF FF 03 00")]
    [InlineData("Empty fixed block after a stored byte", "00 01 00 FE FF 41 03 00")]
    [InlineData("No bytes", "")]
    public void Corners_are_answered_as_zlib_answers_them(string corner, string hex)
    {
        Assert.NotEmpty(corner);
        byte[] stream = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        bool accepted = Same(stream);
        Assert.Equal(corner.StartsWith("Empty", StringComparison.Ordinal), accepted);
    }

    [Fact]
    public void A_block_whose_lengths_have_no_code_is_refused() => Assert.False(Same([5, .. new byte[600]]));

    [Fact]
    public void Repeated_lengths_that_go_beyond_the_last_code_are_refused()
    {
        Assert.True(Same(DynamicBlocks.OfRepetitions(1)));
        Assert.False(Same(DynamicBlocks.OfRepetitions(3)));
    }

    [Fact]
    public void Codes_of_every_length_are_read()
    {
        // Symbols 0 to 13 have 1 to 14 bits, all ones but the last; 14 and the end of the block have 15.
        byte[] lengths = [.. Enumerable.Range(1, 15).Select(length => (byte)length), .. new byte[241], 15];
        string bits = string.Concat(Enumerable.Range(0, 15).Select(symbol => new string('1', symbol) + '0')) + new string('1', 15);
        byte[] data = [.. bits.Chunk(8).Select(eight => (byte)eight.Index().Sum(bit => bit.Item == '1' ? 1 << bit.Index : 0))];
        Assert.True(Same(DynamicBlocks.Of(lengths, [0], data)));
    }

    /// <summary>Whether both accept; fails when they do not agree on that, on the content or on the end.</summary>
    private static bool Same(byte[] stream)
    {
        byte[]? expected = Zlib.Inflate(stream, Limit, out int end);
        byte[] output = new byte[Limit];
        bool accepted = Inflate.TryDecompress(stream, output, out int consumed, out int written);
        Assert.True(accepted == expected is not null, $"{(accepted ? "Accepted" : "Refused")}: {Convert.ToHexString(stream)}");
        if (accepted)
        {
            Assert.Equal(end, consumed);
            Assert.True(output.AsSpan(0, written).SequenceEqual(expected));
        }

        return accepted;
    }

    private static byte[] Edit(byte[] bytes, int kind, int place, byte what)
    {
        int at = place % (bytes.Length + 1);
        return kind switch
        {
            0 => [.. bytes[..at], what, .. bytes[at..]],
            1 when at < bytes.Length => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (what & 7))), .. bytes[(at + 1)..]],
            _ => bytes[..at],
        };
    }
}
