using System.Text;
using System.Text.Json;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

public class CanonicalRawTests
{
    [Theory]
    [InlineData("arrays", true)]
    [InlineData("french", false)]
    [InlineData("structures", true)]
    [InlineData("unicode", false)]
    [InlineData("values", false)]
    [InlineData("weird", true)]
    public void Vectors_have_the_expected_canonical_bytes(string name, bool hasIndexNames)
    {
        byte[] input = File.ReadAllBytes(Vectors.Find($"json-canonical/input/{name}.json"));
        byte[] output = File.ReadAllBytes(Vectors.Find($"json-canonical/output/{name}.json"));
        byte[] hex = Convert.FromHexString(string.Concat(File.ReadAllText(Vectors.Find($"json-canonical/outhex/{name}.txt")).Where(char.IsAsciiHexDigit)));
        Assert.Equal(hex, output);

        // RFC 8785 sorts members, JSON.stringify does not: the test sorts, the writer writes.
        byte[] written = new byte[input.Length * 6];
        CanonicalJsonWriter writer = new(written);
        using JsonDocument document = JsonDocument.Parse(input);
        WriteSorted(ref writer, document.RootElement);
        Assert.Equal(Encoding.UTF8.GetString(output), Encoding.UTF8.GetString(written, 0, writer.Written));

        Assert.True(RawJson.TryParse(output, out RawJson canonical, out _));
        if (hasIndexNames)
        {
            Assert.Throws<ArgumentException>(() => WireWriter.ToArray(canonical));
        }
        else
        {
            Assert.Equal(output, WireWriter.ToArray(canonical));
        }
    }

    [Fact]
    public void White_space_goes_and_members_keep_their_order() =>
        Assert.Equal("""{"b":[1,{}],"a":[],"":"é/"}""", Json.Canonical(" {\n\"b\" : [ 1.0 , { } ] ,\t\"\\u0061\":[\r ], \"\" : \"\\u00e9\\/\" } "));

    [Theory]
    [InlineData("[1.0 , true]", "[1,true]")]
    [InlineData("1\0", null)]
    [InlineData("1 1", null)]
    [InlineData("[", null)]
    [InlineData("", null)]
    public void Text_of_an_application_is_validated_and_brought_into_form(string text, string? canonical)
    {
        if (canonical is null)
        {
            Assert.Throws<ArgumentException>(() => Written(text));
        }
        else
        {
            Assert.Equal(canonical, Written(text));
        }

        static string Written(string text)
        {
            byte[] written = new byte[64];
            CanonicalJsonWriter writer = new(written);
            writer.WriteRaw(Encoding.UTF8.GetBytes(text));
            return Encoding.UTF8.GetString(written, 0, writer.Written);
        }
    }

    [Fact]
    public void A_text_whose_length_cannot_be_told_is_an_error()
    {
        char first = 'x'; // None of the half a billion is read.
        Assert.Throws<OverflowException>(() => CanonicalJsonWriter.MaxLengthOf(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref first, 500_000_000)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("10")]
    [InlineData("4294967294")]
    [InlineData("\\u0031")]
    public void A_member_name_that_looks_like_an_array_index_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => Json.Canonical($"[{{\"{name}\" :1}}]"));
        Assert.Equal($"[\"{Json.Parse($"\"{name}\"").ToString()[1..^1].Replace("\\u0031", "1", StringComparison.Ordinal)}\"]", Json.Canonical($"[\"{name}\"]"));
    }

    [Theory]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData(" 1")]
    [InlineData("4294967295")]
    [InlineData("42949672940")]
    [InlineData("1a")]
    [InlineData("")]
    public void A_member_name_that_is_no_array_index_is_written(string name)
    {
        Assert.Equal($"{{\"{name}\":1}}", Json.Canonical($"{{\"{name}\":1}}"));
        CanonicalJsonWriter writer = new(new byte[64]);
        writer.WriteName(name);
        Assert.Equal(name.Length + 2, writer.Written);
    }

    [Fact]
    public void A_zero_byte_behind_digits_makes_a_name_no_array_index()
    {
        Assert.Equal("{\"1\\u0000\":0}", Json.Canonical("{\"1\\u0000\":0}"));
        CanonicalJsonWriter writer = new(new byte[64]);
        writer.WriteName("1\0");
        Assert.Equal("\"1\\u0000\"".Length, writer.Written);
    }

    [Fact]
    public void A_dictionary_key_that_looks_like_an_array_index_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CanonicalJsonWriter(new byte[64]).WriteName("12"));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("\"\\ud800\"")]
    public void Raw_text_that_is_not_one_value_is_refused_on_write(string text) =>
        Assert.Throws<ArgumentException>(() => new CanonicalJsonWriter(new byte[64]).WriteRaw(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_value_that_was_never_read_is_refused_on_write()
    {
        Assert.Throws<ArgumentException>(() => RawJson.MaxLength(default));
        Assert.Throws<ArgumentException>(() => WireWriter.ToArray(default(RawJson)));
    }

    [Fact]
    public void Text_that_must_keep_its_bytes_keeps_them()
    {
        RawJson raw = RawJson.Verbatim("{\"1\": 1.0}"u8.ToArray());
        Assert.Equal("{\"1\": 1.0}", Encoding.UTF8.GetString(WireWriter.ToArray(raw)));
        Assert.Equal("{\"1\": 1.0}", Encoding.UTF8.GetString(WireWriter.ToArray(raw.ToOwned())));
    }

    [Fact]
    public void Raw_text_that_is_no_UTF8_or_more_than_one_value_is_refused_on_write()
    {
        byte[][] texts = [[(byte)'"', 0xFF, (byte)'"'], "1 2"u8.ToArray(), "{} "u8.ToArray(), ""u8.ToArray(), "[1"u8.ToArray()];
        Assert.Equal([true, true, false, true, true], texts.Select(text => Record.Exception(() => new CanonicalJsonWriter(new byte[64]).WriteRaw(text)) is ArgumentException));
    }

    [Theory]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(5_000)]
    public void Escaped_strings_of_any_length_are_unescaped(int length)
    {
        string plain = new('x', length);
        Assert.Equal($"[\"{plain}/\"]", Json.Canonical($"[\"{plain}\\/\"]"));
        Assert.Equal($"{{\"{plain}/\":1}}", Json.Canonical($"{{\"{plain}\\/\":1}}"));
    }

    [Fact]
    public void What_was_rented_for_a_long_escaped_string_is_given_back() => Pools.GetBack<byte>(400, () => Json.Canonical($"\"{new string('x', 396)}\\/\""));

    [Fact]
    public void Booleans_are_their_literals()
    {
        byte[] text = new byte[9];
        CanonicalJsonWriter writer = new(text);
        writer.WriteBoolean(true);
        writer.WriteBoolean(false);
        Assert.Equal("truefalse", Encoding.UTF8.GetString(text));
        Assert.Equal(9, writer.Written);
    }

    private static void WriteSorted(ref CanonicalJsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteVerbatim("{"u8);
                bool firstMember = true;
                foreach (JsonProperty member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WriteVerbatim(firstMember ? ""u8 : ","u8);
                    firstMember = false;
                    writer.WriteString(member.Name);
                    writer.WriteVerbatim(":"u8);
                    WriteSorted(ref writer, member.Value);
                }

                writer.WriteVerbatim("}"u8);
                break;
            case JsonValueKind.Array:
                writer.WriteVerbatim("["u8);
                bool firstItem = true;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    writer.WriteVerbatim(firstItem ? ""u8 : ","u8);
                    firstItem = false;
                    WriteSorted(ref writer, item);
                }

                writer.WriteVerbatim("]"u8);
                break;
            default:
                writer.WriteRaw(Encoding.UTF8.GetBytes(value.GetRawText()));
                break;
        }
    }
}
