using System.Globalization;
using System.IO.Compression;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

public class CanonicalNumberTests
{
    [Fact]
    public void Numbers_are_written_as_ECMAScript_prints_them()
    {
        int count = 0;
        // For each of hundreds of mutants: all that are special, which come first, and some of the rest.
        foreach (string expected in NodeTexts().Where((_, place) => TestBudget.IsSample || place < 16_000 || place % 40 == 0))
        {
            double value = double.Parse(expected, NumberStyles.Float, CultureInfo.InvariantCulture);
            string actual = Json.Number(value);
            if (actual != expected)
            {
                Assert.Fail($"Node.js prints {expected}, the writer {actual}.");
            }

            count++;
        }

        Assert.True(count >= (TestBudget.IsSample ? 100_000 : 10_000), $"Only {count} numbers.");
    }

    [Fact]
    public void Raw_numbers_are_reprinted_as_ECMAScript_does()
    {
        foreach ((string raw, string canonical) in new[]
        {
            ("1.0", "1"), ("-0", "0"), ("-0.0", "0"), ("1E2", "100"), ("1e20", "100000000000000000000"), ("1e21", "1e+21"), ("0.1000", "0.1"), ("1e-400", "0"),
            ("99999999999999999999", "100000000000000000000"), ("9007199254740993", "9007199254740992"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("333333333.33333329", "333333333.3333333"),
        })
        {
            Assert.Equal(canonical, Json.Canonical(raw));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_JSON_has_no_number_for_is_refused(double value) => Assert.Throws<ArgumentException>(() => Json.Number(value));

    [Fact]
    public void A_raw_number_beyond_the_range_of_a_double_is_read_but_not_written() =>
        Assert.Throws<ArgumentException>(() => Json.Canonical("[1e400]"));

    [Fact]
    public void Minus_zero_is_written_without_its_sign() => Assert.Equal("0", Json.Number(-0.0));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1L << 53, "9007199254740992")]
    [InlineData(-(1L << 53), "-9007199254740992")]
    public void An_exact_integer_is_written(long value, string expected)
    {
        Span<byte> text = stackalloc byte[CanonicalJsonWriter.MaxNumberLength];
        CanonicalJsonWriter writer = new(text);
        writer.WriteNumber(value);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(text[..writer.Written]));
    }

    [Fact]
    public void An_integer_beyond_2_to_the_53_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Write((1L << 53) + 1));
        Assert.Throws<ArgumentException>(() => Write(-(1L << 53) - 1));
        Assert.Throws<ArgumentException>(() => Write(long.MinValue));
        Assert.Throws<ArgumentException>(() => WriteUnsigned((1UL << 53) + 1));
        Assert.Throws<ArgumentException>(() => WriteUnsigned(ulong.MaxValue));

        static void Write(long value) => new CanonicalJsonWriter(new byte[32]).WriteNumber(value);
        static void WriteUnsigned(ulong value) => new CanonicalJsonWriter(new byte[32]).WriteNumber(value);
    }

    [Fact]
    public void No_number_is_longer_than_the_bound()
    {
        Assert.Equal(CanonicalJsonWriter.MaxNumberLength, NodeTexts().Max(text => text.Length));
    }

    /// <summary>Written by eng/canonical-numbers.mjs.</summary>
    private static IEnumerable<string> NodeTexts()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Wire", "Json", "Data", "ecmascript-numbers.txt.gz"));
        using StreamReader lines = new(new GZipStream(file, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
