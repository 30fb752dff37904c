using System.Buffers.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Wire.Tokens;

public class GzipTokenEncoderTests
{
    private readonly GzipTokenEncoder _encoder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(32 * 1024)]
    public void Claims_come_back(int length)
    {
        foreach (byte[] claims in new[] { new byte[length], RandomBytes(length) })
        {
            byte[] text = Encoded(claims);
            byte[] decoded = new byte[length];
            Assert.True(_encoder.TryDecode(text, decoded, out int written));
            Assert.Equal(claims, decoded[..written]);
            Assert.False(_encoder.TryDecode(text, decoded.AsSpan(1), out _));
        }
    }

    [Fact]
    public void Any_claims_fit_the_announced_length_and_come_back() =>
        Contents.Random.Where(claims => claims.Length > 0).Sample(
            claims =>
            {
                byte[] decoded = new byte[claims.Length];
                Assert.True(_encoder.TryDecode(Encoded(claims), decoded, out int written));
                Assert.Equal(claims, decoded[..written]);
            },
            iter: TestBudget.Iterations(500, 10_000));

    [Fact]
    public void What_is_written_is_one_member_at_level_9_without_a_time()
    {
        byte[] member = Base64Url.DecodeFromUtf8(Encoded(RandomBytes(100)));
        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2], member[..9]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _encoder.Encode([], new byte[100]));
    }

    [Fact]
    public void One_text_stands_for_one_member()
    {
        // Three lengths, so that 0, 2 and 4 bits of the last character are unused.
        int twins = 0, lengths = TestBudget.IsSample ? 20 : 3;
        for (int length = 20; length < 20 + lengths; length++)
        {
            byte[] claims = RandomBytes(length), text = Encoded(claims), decoded = new byte[length];
            const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            foreach (char last in Alphabet)
            {
                byte[] other = [.. text[..^1], (byte)last];
                bool accepted = _encoder.TryDecode(other, decoded, out _);
                Assert.Equal(other.AsSpan().SequenceEqual(text), accepted);
                twins += accepted ? 0 : 1;
            }

            foreach (string end in new[] { "=", "==", "\n", " ", "A", "AA", "AAAA" })
            {
                Assert.False(_encoder.TryDecode([.. text, .. System.Text.Encoding.ASCII.GetBytes(end)], decoded, out _));
            }

            Assert.False(_encoder.TryDecode([(byte)' ', .. text], decoded, out _));
            Assert.False(_encoder.TryDecode(text.AsSpan(1), decoded, out _));
        }

        Assert.Equal(lengths * 63, twins);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(400)]
    [InlineData(60_000)]
    [InlineData(1_000_000)]
    public void Other_texts_of_any_length_are_refused(int length)
    {
        byte[] decoded = new byte[1_000];
        Assert.False(_encoder.TryDecode(Enumerable.Repeat((byte)'A', length).ToArray(), decoded, out int written));
        Assert.False(_encoder.TryDecode(Enumerable.Repeat((byte)'=', length).ToArray(), decoded, out _));
        Assert.Equal(0, written);
    }

    [Fact]
    public void A_header_as_long_as_a_message_is_refused_for_its_length_alone()
    {
        byte[] member = Base64Url.DecodeFromUtf8(Encoded(RandomBytes(100)));
        foreach ((int name, bool accepted) in new[] { (900, true), (60_000, false) })
        {
            byte[] named = [.. member[..3], 8, .. member[4..10], .. Enumerable.Repeat((byte)'n', name), 0, .. member[10..]];
            Assert.Equal(accepted, _encoder.TryDecode(Base64Url.EncodeToUtf8(named), new byte[100], out _));
        }
    }

    [Fact]
    public void A_header_may_have_a_kilobyte_more_than_claims_could_need()
    {
        byte[] claims = RandomBytes(100), member = Base64Url.DecodeFromUtf8(Encoded(claims));
        int name = claims.Length + 5 + 18 + 1024 - member.Length - 1;
        Assert.True(Decodes(name));
        Assert.False(Decodes(name + 1));

        bool Decodes(int length) =>
            _encoder.TryDecode(Base64Url.EncodeToUtf8((byte[])[.. member[..3], 8, .. member[4..10], .. Enumerable.Repeat((byte)'n', length), 0, .. member[10..]]), new byte[claims.Length], out _);
    }

    [Fact]
    public void Decoding_allocates_nothing()
    {
        byte[] claims = [.. RandomBytes(3_000), .. new byte[500], .. RandomBytes(300)]; // matches, near and far
        byte[] text = Encoded(claims), decoded = new byte[claims.Length], bad = [.. text];
        bad[^5] ^= 1;
        int right = 0;
        Allocations.None(() => right += _encoder.TryDecode(text, decoded, out _) && !_encoder.TryDecode(bad, decoded, out _) ? 1 : 0);
        Assert.True(right > 0);
    }

    [Fact]
    public void What_was_rented_for_a_long_text_is_given_back()
    {
        byte[] text = Encoded(RandomBytes(3_000)), decoded = new byte[3_000];
        Pools.GetBack<byte>(3_100, () => Assert.True(_encoder.TryDecode(text, decoded, out _)));
    }

    private byte[] Encoded(byte[] claims)
    {
        byte[] text = new byte[_encoder.MaxTextLength(claims.Length)];
        return text[.._encoder.Encode(claims, text)];
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
