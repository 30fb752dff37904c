using BetterAuth.Wire;

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
            byte[] text = new byte[_encoder.MaxTextLength(length)];
            int textLength = _encoder.Encode(claims, text);
            byte[] decoded = new byte[length];
            Assert.True(_encoder.TryDecode(text.AsSpan(0, textLength), decoded, out int written));
            Assert.Equal(claims, decoded[..written]);
        }
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
