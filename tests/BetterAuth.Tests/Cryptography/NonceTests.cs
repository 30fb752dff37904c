using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography;

public class NonceTests
{
    private readonly CesrNoncer _noncer = new();

    [Fact]
    public void E_26_Nonces_do_not_repeat_and_their_bits_and_bytes_are_even()
    {
        int count = TestBudget.Iterations(100_000, 1_000_000, 10_000_000);
        HashSet<UInt128> seen = new(count);
        long[] bytes = new long[256];
        Span<byte> text = stackalloc byte[_noncer.TextLength], value = stackalloc byte[INoncer.ValueLength];
        for (int i = 0; i < count; i++)
        {
            _noncer.Generate(text);
            Assert.True(_noncer.TryDecode(text, value));
            Assert.True(seen.Add(System.Runtime.InteropServices.MemoryMarshal.Read<UInt128>(value)));
            foreach (byte next in value)
            {
                bytes[next]++;
            }
        }

        // Bits: their number is binomial, six standard deviations from the mean happen once in 5·10⁸ runs.
        double bits = 128.0 * count, ones = bytes.Index().Sum(entry => (double)entry.Item * int.PopCount(entry.Index));
        Assert.InRange(Math.Abs(ones - (bits / 2)), 0, 6 * Math.Sqrt(bits) / 2);

        // Bytes: χ² with 255 degrees of freedom has mean 255 and standard deviation √510.
        double expected = 16.0 * count / 256, chiSquared = bytes.Sum(observed => (observed - expected) * (observed - expected) / expected);
        Assert.InRange(chiSquared, 255 - (6 * Math.Sqrt(510)), 255 + (7 * Math.Sqrt(510)));
    }

    [Fact]
    public void Counters_go_up_by_one_and_start_anywhere()
    {
        NonceCounter counter = new(_noncer);
        int first = counter.Next();
        Assert.Equal(unchecked(first + 1), counter.Next());
        Assert.Contains(Enumerable.Range(0, 4), _ => Math.Abs((long)first - new NonceCounter(_noncer).Next()) > 1000); // by chance not, once in 10²⁵
    }

    [Fact]
    public void A_given_value_comes_back()
    {
        byte[] value = [.. Enumerable.Range(240, 16).Select(i => (byte)i)], text = new byte[_noncer.TextLength], again = new byte[INoncer.ValueLength];
        _noncer.Encode(value, text);
        Assert.True(_noncer.IsWellFormed(text) && _noncer.TryDecode(text, again));
        Assert.Equal(value, again);
        Assert.False(_noncer.TryDecode(text.AsSpan(1), again));
    }
}
