using System.Text;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>CESR texts beside the platform's base64: a text is taken when it is the one text of its value, and only then; every value has a text.</summary>
internal sealed class CesrTarget : FuzzTarget
{
    private static readonly (string Code, int Lead, CesrCode Cesr)[] Codes = [("0A", 2, CesrCode.Nonce), ("1AAI", 3, CesrCode.PublicKey), ("E", 1, CesrCode.Hash), ("0I", 2, CesrCode.Signature)];

    public override string Name => "cesr";

    public override IReadOnlyList<Mutation> Mutations { get; } = [.. TextMutations.Base64, .. TextMutations.Base64, .. ByteMutations.All];

    public override IReadOnlyList<string> MustHappen { get; } = [.. Codes.Select(code => code.Code)];

    public override int MaxLength => 128;

    public override int TestedInputs => 20_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        foreach ((string code, _, CesrCode cesr) in Codes)
        {
            foreach ((string name, byte fill) in new[] { ("zeros", (byte)0), ("ones", (byte)255), ("mixed", (byte)0xA7) })
            {
                byte[] text = new byte[cesr.TextLength];
                cesr.Encode([.. Enumerable.Range(0, cesr.ValueLength).Select(place => (byte)(fill is 0 or 255 ? fill : fill * (place + 3)))], text);
                yield return ($"{code}-{name}.txt", text);
            }
        }
    }

    public override void Run(byte[] input)
    {
        foreach ((string code, int lead, CesrCode cesr) in Codes)
        {
            byte[] value = new byte[cesr.ValueLength];
            bool taken = Oracle.Cheap(() => cesr.TryDecode(input, value));
            byte[]? expected = Reference(input, code, lead, cesr);
            Oracle.Same(expected is not null, taken, $"{code}: taken, where base64 says otherwise");
            Oracle.Same(taken, cesr.IsWellFormed(input), $"{code}: well-formed is what can be read");
            if (taken)
            {
                Count(code);
                Oracle.Same(expected!, value, $"{code}: value");
                byte[] again = new byte[cesr.TextLength];
                cesr.Encode(value, again);
                Oracle.Same(input, again, $"{code}: two texts of one value");
            }

            CheckValue(input, cesr);
        }
    }

    /// <summary>The input's bytes as a value.</summary>
    private static void CheckValue(byte[] input, CesrCode cesr)
    {
        byte[] value = new byte[cesr.ValueLength], again = new byte[cesr.ValueLength], text = new byte[cesr.TextLength];
        input.AsSpan(0, Math.Min(input.Length, value.Length)).CopyTo(value);
        cesr.Encode(value, text);
        Oracle.Holds(cesr.TryDecode(text, again), "a value's own text is refused");
        Oracle.Same(value, again, "a value is read as another one");
    }

    /// <summary>The value by the platform: the code's letters stand for zero bits, and so must what the code leaves of the leading bytes.</summary>
    private static byte[]? Reference(byte[] text, string code, int lead, CesrCode cesr)
    {
        string letters = Encoding.Latin1.GetString(text);
        if (letters.Length != cesr.TextLength || !letters.StartsWith(code, StringComparison.Ordinal) || letters.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            return null;
        }

        byte[] bytes = Convert.FromBase64String((new string('A', code.Length) + letters[code.Length..]).Replace('-', '+').Replace('_', '/'));
        return bytes.AsSpan(0, lead).ContainsAnyExcept((byte)0) ? null : bytes[lead..];
    }
}
