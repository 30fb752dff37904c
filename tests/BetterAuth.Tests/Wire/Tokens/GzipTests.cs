using System.Buffers.Binary;
using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Tokens;
using CsCheck;

namespace BetterAuth.Tests.Wire.Tokens;

public class GzipTests
{
    private const int Limit = 1_000;
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"attributes":{"permissionsByRole":{"admin":["read","write"]}}}""");
    private static readonly byte[] Body = Zlib.Deflate(Content, 9);
    private static readonly byte[] Trailer = TrailerOf(Content);

    public static TheoryData<string> Headers => [.. LegalHeaders().Keys];

    [Theory]
    [MemberData(nameof(Headers))]
    public void Any_legal_header_is_accepted(string kind) => Assert.True(Same([.. LegalHeaders()[kind], .. Body, .. Trailer]));

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_member_cut_anywhere_is_refused(string kind)
    {
        byte[] member = [.. LegalHeaders()[kind], .. Body, .. Trailer];
        for (int length = 0; length < member.Length; length++)
        {
            Assert.False(Same(member[..length]), $"Cut to {length}.");
        }
    }

    [Theory]
    [InlineData(0, 0x1E)]
    [InlineData(1, 0x8A)]
    [InlineData(2, 7)]
    [InlineData(2, 0)]
    [InlineData(3, 0x20)]
    [InlineData(3, 0x40)]
    [InlineData(3, 0x80)]
    public void A_header_of_another_format_or_with_reserved_flags_is_refused(int place, byte value)
    {
        byte[] member = [.. Header(0), .. Body, .. Trailer];
        member[place] = value;
        Assert.False(Same(member));
    }

    [Fact]
    public void A_header_check_that_is_wrong_is_refused()
    {
        byte[] member = [.. LegalHeaders()["header check"], .. Body, .. Trailer];
        member[4] ^= 1; // the time, which nothing else protects
        Assert.False(Same(member));
        Assert.False(Same([.. Header(2), .. Body, .. Trailer])); // promised, and not there
    }

    [Fact]
    public void A_wrong_check_value_or_length_is_refused()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            byte[] trailer = [.. Trailer];
            trailer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Same([.. Header(0), .. Body, .. trailer]));
        }
    }

    [Fact]
    public void Nothing_may_follow_the_member()
    {
        byte[] member = [.. Header(0), .. Body, .. Trailer];
        Assert.False(TryDecompress([.. member, 0], out _));
        Assert.False(TryDecompress([.. member, .. member], out _));
        Assert.False(TryDecompress([.. Header(0), .. Body, 0, .. Trailer], out _));
    }

    [Fact]
    public void A_content_that_does_not_fit_is_refused_before_it_was_written()
    {
        // 10 MB of zeros in 10 KB; code that is mutated takes seconds for the check value of so many.
        byte[] bomb = new byte[TestBudget.IsSample ? 10 * 1024 * 1024 : 100 * 1024];
        byte[] member = [.. Header(0), .. Zlib.Deflate(bomb, 9), .. TrailerOf(bomb)];
        Assert.InRange(member.Length, 1, 20_000);
        byte[] output = new byte[Limit + 1];
        output[Limit] = 0xAA;
        Assert.False(Gzip.TryDecompress(member, output.AsSpan(0, Limit), out int written));
        Assert.Equal((0, 0xAA), (written, output[Limit]));
    }

    [Fact]
    public void A_changed_member_is_answered_as_zlib_answers_it() =>
        Gen.Select(Gen.OneOf([.. LegalHeaders().Values.Select(Gen.Const)]), Gen.Int[0, 1 << 20], Gen.Byte).Sample(
            (header, place, change) =>
            {
                byte[] member = [.. header, .. Body, .. Trailer];
                member[place % member.Length] ^= change;
                Same(member);
            },
            iter: TestBudget.Iterations(10_000, 200_000));

    [Fact]
    public void The_check_value_is_that_of_the_RFC()
    {
        Assert.Equal(0u, Crc32.Of([]));
        Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));
    }

    [Fact]
    public void The_table_of_check_values_holds_the_remainder_of_every_byte_with_up_to_seven_bytes_of_zeros_after_it() =>
        Assert.Equal(Enumerable.Range(0, 8 * 256).Select(i => Remainder([(byte)i, .. new byte[i / 256]])), Crc32.MakeTable());

    /// <summary>Bit by bit, as RFC 1952 section 8 has it.</summary>
    private static uint Remainder(byte[] bytes)
    {
        uint remainder = 0;
        foreach (byte next in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool carry = ((remainder ^ (uint)(next >> bit)) & 1) != 0;
                remainder = (remainder / 2) ^ (carry ? 0xEDB88320 : 0);
            }
        }

        return remainder;
    }

    private static bool Same(byte[] member)
    {
        byte[]? expected = Zlib.Gunzip(member, Limit, out int end);
        bool whole = expected is not null && end == member.Length;
        bool accepted = TryDecompress(member, out byte[] content);
        Assert.True(whole == accepted, Convert.ToHexString(member));
        Assert.True(!accepted || content.AsSpan().SequenceEqual(expected));
        return accepted;
    }

    private static bool TryDecompress(byte[] member, out byte[] content)
    {
        byte[] output = new byte[Limit];
        bool accepted = Gzip.TryDecompress(member, output, out int written);
        content = output[..written];
        return accepted;
    }

    private static Dictionary<string, byte[]> LegalHeaders() => new()
    {
        ["plain"] = Header(0),
        ["text"] = Header(1),
        ["extra field"] = [.. Header(4), 5, 0, (byte)'B', (byte)'A', 1, 0, 7],
        ["empty extra field"] = [.. Header(4), 0, 0],
        ["name"] = [.. Header(8), .. "claims.json\0"u8],
        ["empty name"] = [.. Header(8), 0],
        ["comment"] = [.. Header(16), .. "no comment\0"u8],
        ["header check"] = Checked(Header(2)),
        ["everything"] = Checked([.. Header(2 | 4 | 8 | 16), 1, 0, 42, .. "n\0"u8, .. "c\0"u8]),
        ["time, best compression, Unix"] = [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 2, 3],
    };

    private static byte[] Header(byte flags) => [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 2, 0xFF];

    private static byte[] Checked(byte[] header)
    {
        uint check = Crc32.Of(header);
        return [.. header, (byte)check, (byte)(check >> 8)];
    }

    private static byte[] TrailerOf(byte[] content)
    {
        byte[] trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32.Of(content));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)content.Length);
        return trailer;
    }
}
