using System.Globalization;
using System.Text;
using System.Text.Json;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Json;
using CsCheck;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>Writing JSON: strings, numbers, names.</summary>
public class CanonicalProperties
{
    private static readonly Gen<string> Strings = Gen.Frequency(
        (4, Gen.Char['\0', '\x7F']),
        (1, Gen.OneOf<char>('"', '\\', '\n', '\u001f')),
        (1, Gen.Char['\u0080', '\uD7FF']),
        (1, Gen.Char['\uE000', '\uFFFF'])).Array[0, 300].Select(characters => new string(characters));

    private static readonly Gen<double> Doubles = Gen.Frequency(
        (3, Gen.Long.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite)),
        (2, Gen.Int.Select(number => (double)number)),
        (2, Gen.Select(Gen.Int, Gen.Int[-330, 310]).Select(pair => double.Parse($"{pair.Item1}e{pair.Item2}", CultureInfo.InvariantCulture)).Where(double.IsFinite)),
        (1, Gen.Int[-1074, 1023].Select(power => Math.ScaleB(1, power))));

    [Property]
    public void The_platform_reads_the_string_that_was_written() => Strings.Holds(text => JsonSerializer.Deserialize<string>(Written(text)) == text);

    [Property]
    public void A_string_is_the_same_from_UTF8_and_from_UTF16() => Strings.Holds(text =>
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text), buffer = new byte[CanonicalJsonWriter.LengthOf(utf8)];
        CanonicalJsonWriter writer = new(buffer);
        writer.WriteString(utf8);
        return writer.Written == buffer.Length && Encoding.UTF8.GetString(buffer) == Written(text);
    });

    [Property]
    public void A_string_without_anything_special_is_only_quoted() =>
        Strings.Select(text => new string([.. text.Where(character => character is >= ' ' and not ('"' or '\\'))])).Holds(text => Written(text) == $"\"{text}\"");

    [Property]
    public void The_platform_reads_the_number_that_was_written_bit_by_bit() => Doubles.Holds(value =>
        BitConverter.DoubleToInt64Bits(double.Parse(Json.Number(value), CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value));

    [Property]
    public void No_number_has_more_digits_than_the_platform_needs_nor_more_room_than_was_announced() => Doubles.Holds(value =>
    {
        string text = Json.Number(value);
        return text.Length <= CanonicalJsonWriter.MaxNumberLength && Digits(text) <= Digits(value.ToString("E16", CultureInfo.InvariantCulture)) && Json.Canonical(text) == text;
    });

    [Property]
    public void Only_large_and_small_numbers_have_an_exponent() => Doubles.Holds(value =>
        Json.Number(value).Contains('e', StringComparison.Ordinal) == (value != 0 && (Math.Abs(value) >= 1e21 || Math.Abs(value) < 1e-6)));

    [Property]
    public void An_integer_is_written_by_its_digits_up_to_2_to_the_53() => Gen.OneOf(Gen.Long, Gen.Long[-(1L << 54), 1L << 54], Gen.Long[(1L << 53) - 3, (1L << 53) + 3]).Holds(value =>
    {
        bool exact = value is >= -(1L << 53) and <= 1L << 53;
        return Try(value, signed: true) == (exact ? value.ToString(CultureInfo.InvariantCulture) : null) && (value < 0 || Try(value, signed: false) == Try(value, signed: true));
    });

    [Property]
    public void A_name_is_refused_exactly_when_JavaScript_would_take_it_for_an_index() =>
        Gen.OneOf(Gen.UInt.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.Char["0123456789"].Array[0, 12].Select(digits => new string(digits)), Gen.OneOf<string>("-1", "+1", " 1", "1 ", "01", "4294967294", "4294967295", "a")).Holds(name =>
        {
            bool index = uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number < uint.MaxValue && number.ToString(CultureInfo.InvariantCulture) == name;
            Assert.Equal(index, CanonicalJsonWriter.IsArrayIndex(name));
            Assert.Equal(index, Record.Exception(() => Json.Canonical($"{{\"{name}\":1}}")) is ArgumentException);
            Assert.Equal(index, name.Length > 0 && Record.Exception(() => Json.Canonical($"{{\"\\u{(int)name[0]:x4}{name[1..]}\":1}}")) is ArgumentException);
        });

    private static string Written(string text)
    {
        byte[] buffer = new byte[CanonicalJsonWriter.MaxLengthOf(text)];
        CanonicalJsonWriter writer = new(buffer);
        writer.WriteString(text);
        return Encoding.UTF8.GetString(buffer, 0, writer.Written);
    }

    private static int Digits(string number) => number.Split('e', 'E')[0].TrimStart('-').Replace(".", "", StringComparison.Ordinal).Trim('0').Length;

    private static string? Try(long value, bool signed)
    {
        try
        {
            byte[] buffer = new byte[CanonicalJsonWriter.MaxNumberLength];
            CanonicalJsonWriter writer = new(buffer);
            if (signed)
            {
                writer.WriteNumber(value);
            }
            else
            {
                writer.WriteNumber((ulong)value);
            }

            return Encoding.UTF8.GetString(buffer, 0, writer.Written);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
