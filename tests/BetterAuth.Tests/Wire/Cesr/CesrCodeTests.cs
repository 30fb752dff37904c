using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;
using CsCheck;

namespace BetterAuth.Tests.Wire.Cesr;

public class CesrCodeTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static TheoryData<string> Kinds => [.. Cesr.Kinds.Keys];

    [Theory]
    [InlineData("nonce", 16, 24, "0AAAAAECAwQFBgcICQoLDA0O")]
    [InlineData("public key", 33, 48, "1AAIAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g")]
    [InlineData("hash", 32, 44, "EAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f")]
    [InlineData("signature", 64, 88, "0IAAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4_")]
    public void Each_kind_is_base64url_behind_zero_bytes_with_the_code_in_their_place(string kind, int valueLength, int textLength, string expected)
    {
        CesrCode code = Cesr.Kinds[kind];
        Assert.Equal((valueLength, textLength), (code.ValueLength, code.TextLength));
        byte[] value = [.. Enumerable.Range(0, valueLength).Select(i => (byte)i)];

        // The same by the platform: lead zero bytes and the value, the first characters replaced.
        int lead = textLength / 4 * 3 - valueLength;
        string plain = System.Buffers.Text.Base64Url.EncodeToString([.. new byte[lead], .. value]);
        string prefix = kind switch { "nonce" => "0A", "public key" => "1AAI", "hash" => "E", _ => "0I" };
        string text = Encoding.UTF8.GetString(Cesr.Text(code, value));
        Assert.Equal(prefix + plain[prefix.Length..], text);
        Assert.Equal(value, Cesr.Value(code, Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith(expected[..prefix.Length], text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void E_01_Another_code_is_refused(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        byte[] good = Cesr.Text(code, new byte[code.ValueLength]);
        foreach (string other in new[] { "1AAJ", "1AAH", "1AAI", "0B", "0H", "0A", "0I", "F", "D", "E", "e", "i", "0a", "0i", "1aai", "AAAA", "A" })
        {
            byte[] text = [.. good];
            Encoding.ASCII.GetBytes(other, text);
            Refused(code, text, accepted: text.AsSpan().SequenceEqual(good));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void E_02_Another_length_is_refused(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        byte[] good = Cesr.Text(code, new byte[code.ValueLength]);
        for (int length = 0; length <= 200; length++)
        {
            byte[] text = Enumerable.Repeat((byte)'A', length).ToArray();
            good.AsSpan(0, Math.Min(length, good.Length)).CopyTo(text);
            Refused(code, text, accepted: length == good.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void E_03_Every_byte_outside_the_alphabet_is_refused_at_every_place(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        byte[] good = Cesr.Text(code, new byte[code.ValueLength]);
        for (int place = 0; place < good.Length; place++)
        {
            for (int character = 0; character < 256; character++)
            {
                if (!Alphabet.Contains((char)character))
                {
                    byte[] text = [.. good];
                    text[place] = (byte)character;
                    Refused(code, text, accepted: false);
                }
            }
        }

        foreach (string end in new[] { "=", "==", "\n", " ", "%3D" })
        {
            Refused(code, [.. good[..^end.Length], .. Encoding.ASCII.GetBytes(end)], accepted: false);
            Refused(code, [.. good, .. Encoding.ASCII.GetBytes(end)], accepted: false);
            Refused(code, [.. Encoding.ASCII.GetBytes(end), .. good], accepted: false);
        }
    }

    [Theory]
    [InlineData("signature", 2, 15)]
    [InlineData("nonce", 2, 15)]
    [InlineData("hash", 1, 3)]
    public void E_04_E_05_E_06_One_text_stands_for_one_value_whatever_the_pad_bits_say(string kind, int place, int twins)
    {
        CesrCode code = Cesr.Kinds[kind];
        byte[] value = new byte[code.ValueLength];
        new Random(twins).NextBytes(value);
        byte[] good = Cesr.Text(code, value);

        // The pad bits are the upper ones of the first character behind the code: of its 64 spellings 16 (hash: 4) have the same lower bits.
        int unit = 64 / (twins + 1);
        int lower = Alphabet.IndexOf((char)good[place], StringComparison.Ordinal) % unit;
        for (int twin = 0; twin <= twins; twin++)
        {
            byte[] text = [.. good];
            text[place] = (byte)Alphabet[lower + (twin * unit)];
            Refused(code, text, accepted: twin == 0);
        }
    }

    [Fact]
    public void E_07_A_key_without_its_code_is_refused_though_its_bytes_are_the_same()
    {
        byte[] text = Cesr.Text(CesrCode.PublicKey, [2, .. new byte[32]]);
        "AAAA"u8.CopyTo(text);
        Refused(CesrCode.PublicKey, text, accepted: false);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void E_08_Look_alikes_from_other_scripts_are_refused(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        string good = Encoding.ASCII.GetString(Cesr.Text(code, new byte[code.ValueLength]));
        foreach (string alike in new[] { "\u212A", "\uFF21", "\u0415", "\uFF10", "\u0410", "\u2010" })
        {
            Refused(code, Encoding.UTF8.GetBytes(alike + good[1..]), accepted: false);
            Refused(code, Encoding.UTF8.GetBytes(good[..^1] + alike), accepted: false);
            Refused(code, Encoding.UTF8.GetBytes(good[..^Encoding.UTF8.GetByteCount(alike)] + alike), accepted: false);
        }
    }

    [Fact]
    public void E_09_A_hash_in_another_case_is_another_hash()
    {
        byte[] value = new byte[32];
        new Random(9).NextBytes(value);
        string text = Encoding.ASCII.GetString(Cesr.Text(CesrCode.Hash, value));
        string folded = "E" + text[1..].ToLowerInvariant();
        byte[] other = new byte[32];
        Assert.False(CesrCode.Hash.TryDecode(Encoding.ASCII.GetBytes(folded), other) && other.AsSpan().SequenceEqual(value));
        Refused(CesrCode.Hash, Encoding.ASCII.GetBytes(text.ToLowerInvariant()), accepted: false);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void E_25_Values_come_back_and_an_accepted_text_is_its_values_text(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        Gen.Byte.Array[code.ValueLength].Sample(
            value => Cesr.Value(code, Cesr.Text(code, value)).AsSpan().SequenceEqual(value),
            iter: TestBudget.Iterations(10_000, 100_000, 1_000_000));

        byte[] good = Cesr.Text(code, new byte[code.ValueLength]);
        int prefix = kind switch { "public key" => 4, "hash" => 1, _ => 2 }, accepted = 0;
        Gen.OneOf([.. Alphabet.Select(character => Gen.Const((byte)character))]).Array[code.TextLength - prefix].Sample(
            tail =>
            {
                byte[] text = [.. good[..prefix], .. tail];
                byte[] value = new byte[code.ValueLength];
                if (code.TryDecode(text, value))
                {
                    Interlocked.Increment(ref accepted);
                    return Cesr.Text(code, value).AsSpan().SequenceEqual(text);
                }

                return !code.IsWellFormed(text);
            },
            iter: TestBudget.Iterations(10_000, 100_000, 1_000_000));
        Assert.True(!TestBudget.IsSample || accepted > 100, $"Only {accepted} texts were accepted.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_refused_text_writes_nothing(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        byte[] text = Cesr.Text(code, new byte[code.ValueLength]);
        text[^1] = (byte)'=';
        byte[] value = Enumerable.Repeat((byte)0xAA, code.ValueLength).ToArray();
        Assert.False(code.TryDecode(text, value));
        Assert.DoesNotContain(value, next => next != 0xAA);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_and_room_of_another_length_are_the_callers_mistake(string kind)
    {
        CesrCode code = Cesr.Kinds[kind];
        Assert.Throws<ArgumentOutOfRangeException>(() => code.Encode(new byte[code.ValueLength + 1], new byte[code.TextLength + 4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => code.Encode(new byte[code.ValueLength - 1], new byte[code.TextLength]));
        Assert.Throws<ArgumentOutOfRangeException>(() => code.Encode(new byte[code.ValueLength], new byte[code.TextLength - 1]));
    }

    private static void Refused(CesrCode code, byte[] text, bool accepted)
    {
        Assert.Equal(accepted, code.IsWellFormed(text));
        Assert.Equal(accepted, code.TryDecode(text, new byte[code.ValueLength]));
    }
}
