using System.Buffers;
using System.Buffers.Text;

namespace BetterAuth.Wire.Cesr;

/// <summary>
/// One of the four kinds of CESR text: base64url of <i>lead</i> zero bytes and the value, whose first characters – all <c>A</c> then – are replaced by the code.
/// </summary>
/// <remarks>
/// Reading is strict: exactly one text per value. The length, the code, the alphabet (RFC 4648 section 5, no padding, no white space) and the pad bits
/// (what of the zero bytes is not covered by the code) are all checked. Nothing allocates. Immutable and thread-safe.
/// Who signs with a key of one's own kind (an HSM, say) writes keys and signatures with <see cref="PublicKey"/> and <see cref="Signature"/>.
/// </remarks>
public sealed class CesrCode
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    private readonly byte[] _code;
    private readonly int _lead;

    // lead + value is a multiple of three bytes, so that a text is whole groups of four characters and never needs padding.
    // A code of 1, 2 or 4 characters covers 6, 12 or 24 of the 8, 16 or 24 zero bits.
    private CesrCode(ReadOnlySpan<byte> code, int valueLength)
    {
        _code = code.ToArray();
        _lead = code.Length == 4 ? 3 : code.Length;
        ValueLength = valueLength;
        TextLength = (_lead + valueLength) / 3 * 4;
    }

    /// <summary>A random 128-bit value: <c>0A</c> and 22 characters.</summary>
    public static CesrCode Nonce { get; } = new("0A"u8, 16);

    /// <summary>A compressed P-256 point of 33 bytes (SEC 1 section 2.3.3): <c>1AAI</c> and 44 characters.</summary>
    public static CesrCode PublicKey { get; } = new("1AAI"u8, 33);

    /// <summary>A BLAKE3-256 hash of 32 bytes: <c>E</c> and 43 characters.</summary>
    public static CesrCode Hash { get; } = new("E"u8, 32);

    /// <summary>A P-256 signature of 64 bytes, r and s big-endian (IEEE P1363): <c>0I</c> and 86 characters.</summary>
    public static CesrCode Signature { get; } = new("0I"u8, 64);

    /// <summary>Bytes of a value.</summary>
    public int ValueLength { get; }

    /// <summary>Bytes of a text.</summary>
    public int TextLength { get; }

    /// <summary>Whether <paramref name="text"/> is exactly what <see cref="Encode"/> writes for some value.</summary>
    public bool IsWellFormed(ReadOnlySpan<byte> text) =>
        text.Length == TextLength && text.StartsWith(_code) && !text.ContainsAnyExcept(Alphabet) && HasZeroPadBits(FirstGroup(text));

    /// <summary>Reads the value of a well-formed text; false (and nothing written) when it is not. <paramref name="value"/> holds <see cref="ValueLength"/> bytes.</summary>
    public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value)
    {
        if (!IsWellFormed(text))
        {
            return false;
        }

        // The code is no base64url of zero bytes, so the group it stands in is read by hand; the alphabet was checked because the platform's decoder skips white space.
        int first = 3 - _lead;
        uint group = FirstGroup(text);
        for (int i = 0; i < first; i++)
        {
            value[i] = (byte)(group >> (8 * (first - 1 - i)));
        }

        return Base64Url.TryDecodeFromUtf8(text[4..], value[first..ValueLength], out _);
    }

    /// <summary>Writes the text of <paramref name="value"/> (<see cref="ValueLength"/> bytes); <paramref name="text"/> holds <see cref="TextLength"/> bytes.</summary>
    public void Encode(ReadOnlySpan<byte> value, Span<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(value.Length, ValueLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(text.Length, TextLength);
        int first = 3 - _lead;
        Span<byte> group = stackalloc byte[3];
        group.Clear();
        value[..first].CopyTo(group[_lead..]);
        Base64Url.EncodeToUtf8(group, text);
        Base64Url.EncodeToUtf8(value[first..], text[4..]);
        _code.CopyTo(text);
    }

    /// <summary>The 24 bits of the first four characters, the code's counted as zero.</summary>
    private uint FirstGroup(ReadOnlySpan<byte> text)
    {
        uint group = 0;
        for (int i = _code.Length; i < 4; i++)
        {
            group |= Sextet(text[i]) << (6 * (3 - i));
        }

        return group;
    }

    private bool HasZeroPadBits(uint group) => group >> (8 * (3 - _lead)) == 0;

    private static uint Sextet(byte character) => character switch
    {
        >= (byte)'a' => character - (uint)'a' + 26,
        (byte)'_' => 63,
        >= (byte)'A' => character - (uint)'A',
        >= (byte)'0' => character - (uint)'0' + 52,
        _ => 62,
    };
}
