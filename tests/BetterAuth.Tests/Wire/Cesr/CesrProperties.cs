using System.Buffers.Text;
using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;
using BetterAuth.Wire.Tokens;
using CsCheck;

namespace BetterAuth.Tests.Wire.Cesr;

/// <summary>CESR text and base64url: one text for each value, and no other.</summary>
public class CesrProperties
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly Gen<CesrCode> Codes = Gen.OneOf<CesrCode>([.. Cesr.Kinds.Values]);

    private static readonly Gen<(CesrCode Code, byte[] Value)> Values =
        from code in Codes
        from value in Gen.Byte.Array[code.ValueLength]
        select (code, value);

    private static readonly Gen<string> Texts = Gen.Char[Alphabet].Array[0, 64].Select(characters => new string(characters));

    [Property]
    public void A_value_comes_back() =>
        Values.Holds(sample => Cesr.Value(sample.Code, Cesr.Text(sample.Code, sample.Value)).AsSpan().SequenceEqual(sample.Value));

    [Property]
    public void A_text_is_the_platforms_base64url_with_the_code_in_place_of_the_first_characters() =>
        Values.Holds(sample =>
        {
            byte[] text = Cesr.Text(sample.Code, sample.Value);
            string plain = Base64Url.EncodeToString([.. new byte[(sample.Code.TextLength / 4 * 3) - sample.Code.ValueLength], .. sample.Value]);
            int code = sample.Code.TextLength switch { 24 or 88 => 2, 48 => 4, _ => 1 };
            Assert.Equal(plain[code..], Encoding.ASCII.GetString(text, code, text.Length - code));
        });

    [Property]
    public void Another_character_anywhere_is_another_value_or_none() =>
        Gen.Select(Values, Gen.Int[0, 87], Gen.Byte).Holds(sample =>
        {
            ((CesrCode code, byte[] value), int place, byte character) = sample;
            byte[] text = Cesr.Text(code, value), other = [.. text], read = new byte[code.ValueLength];
            other[place % other.Length] = character;
            bool accepted = code.TryDecode(other, read);
            return accepted == code.IsWellFormed(other)
                && (other.AsSpan().SequenceEqual(text) ? accepted : !(accepted && read.AsSpan().SequenceEqual(value)))
                && (!accepted || Cesr.Text(code, read).AsSpan().SequenceEqual(other));
        });

    [Property]
    public void A_text_of_another_length_is_refused() =>
        Gen.Select(Values, Gen.Int[0, 100], Gen.Byte).Holds(sample =>
        {
            byte[] text = Cesr.Text(sample.Item1.Code, sample.Item1.Value);
            byte[] other = sample.Item2 < text.Length ? text[..sample.Item2] : [.. text, .. new byte[sample.Item2 - text.Length + 1]];
            return !sample.Item1.Code.IsWellFormed(other) && !sample.Item1.Code.TryDecode(other, new byte[64]);
        });

    [Property]
    public void No_text_is_of_two_kinds() =>
        Values.Holds(sample => Cesr.Kinds.Values.Count(code => code.IsWellFormed(Cesr.Text(sample.Code, sample.Value))) == 1);

    [Property]
    public void What_the_platform_writes_in_base64url_is_read() =>
        Gen.Byte.Array[0, 100].Holds(value =>
        {
            byte[] text = Base64Url.EncodeToUtf8(value), read = new byte[StrictBase64Url.ValueLength(text.Length)];
            return StrictBase64Url.TryDecode(text, read) && read.AsSpan().SequenceEqual(value);
        });

    [Property]
    public void Base64url_is_read_only_as_the_platform_would_write_it_again() =>
        Texts.Holds(text =>
        {
            byte[] read = new byte[StrictBase64Url.ValueLength(text.Length)];
            bool expected = Base64Url.IsValid(text) && Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;
            return StrictBase64Url.TryDecode(Encoding.ASCII.GetBytes(text), read) == expected;
        });

    [Property]
    public void A_byte_outside_the_alphabet_is_refused_in_base64url() =>
        Gen.Select(Texts, Gen.Int[0, 64], Gen.Byte.Where(value => !Alphabet.Contains((char)value, StringComparison.Ordinal))).Holds(sample =>
        {
            List<byte> text = [.. Encoding.ASCII.GetBytes(sample.Item1)];
            text.Insert(Math.Min(sample.Item2, text.Count), sample.Item3);
            return !StrictBase64Url.TryDecode(text.ToArray(), new byte[100]);
        });
}
