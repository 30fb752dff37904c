using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace BetterAuth.Wire.Json;

public ref partial struct CanonicalJsonWriter
{
    /// <summary>
    /// Any one JSON value, brought into the form <c>JSON.stringify(JSON.parse(…))</c> gives: no white space, canonical strings and numbers, members in their order.
    /// </summary>
    /// <remarks>
    /// Throws <see cref="ArgumentException"/> for what that form cannot carry: text that is not JSON, numbers beyond the range of a double, and member names that look like an array index, which JavaScript would reorder.
    /// </remarks>
    public void WriteRaw(scoped ReadOnlySpan<byte> json)
    {
        int position = 0;
        if (!Utf8.IsValid(json) || JsonGrammar.SkipValue(json, ref position, 0) != JsonFault.None || JsonGrammar.Peek(json, ref position) >= 0)
        {
            throw new ArgumentException("Not one JSON value.", nameof(json));
        }

        WriteValidated(json);
    }

    /// <summary>The same for text that was validated before.</summary>
    internal void WriteValidated(scoped ReadOnlySpan<byte> json)
    {
        int position = 0;
        while (true)
        {
            int next = JsonGrammar.Peek(json, ref position);
            int start = position;
            switch (next)
            {
                case -1:
                    return;
                case '"':
                    JsonGrammar.SkipString(json, ref position, out bool escaped);
                    WriteValidatedString(json[start..position], escaped, isName: JsonGrammar.Peek(json, ref position) == ':');
                    break;
                case '-' or (>= '0' and <= '9'):
                    JsonGrammar.SkipNumber(json, ref position);
                    WriteNumber(double.Parse(json[start..position], NumberStyles.Float, CultureInfo.InvariantCulture)); // Beyond the range of a double it is infinite, and refused.
                    break;
                default: // Punctuation, or a letter of a literal.
                    WriteByte((byte)next);
                    position++;
                    break;
            }
        }
    }

    private void WriteValidatedString(scoped ReadOnlySpan<byte> quoted, bool escaped, bool isName)
    {
        if (!escaped)
        {
            RefuseIndex(quoted[1..^1], isName);
            WriteVerbatim(quoted); // Without escapes nothing is in it that would need one.
            return;
        }

        byte[]? rented = null;
        Span<byte> plain = quoted.Length <= 256 ? stackalloc byte[256] : (rented = ArrayPool<byte>.Shared.Rent(quoted.Length));
        plain = plain[..JsonEscapes.Unescape(quoted[1..^1], plain)];
        RefuseIndex(plain, isName);
        WriteByte((byte)'"');
        WriteEscaped(plain);
        WriteByte((byte)'"');
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>A dictionary's key as a member name; throws <see cref="ArgumentException"/> if it looks like an array index, which JavaScript would reorder.</summary>
    public void WriteName(scoped ReadOnlySpan<char> name)
    {
        if (IsArrayIndex(name))
        {
            ThrowIndex();
        }

        WriteString(name);
    }

    /// <summary>Whether JavaScript would move a member of that name to the front of its object.</summary>
    internal static bool IsArrayIndex(ReadOnlySpan<char> name) =>
        !name.ContainsAnyExceptInRange('0', '9') && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) && IsIndex(name.Length, name[0] == '0', index);

    private static void RefuseIndex(ReadOnlySpan<byte> name, bool isName)
    {
        // The digits are looked at apart: the platform's parser skips zero bytes behind them.
        if (isName && !name.ContainsAnyExceptInRange((byte)'0', (byte)'9') && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) && IsIndex(name.Length, name[0] == '0', index))
        {
            ThrowIndex();
        }
    }

    /// <summary>ECMA-262 array index: the canonical text of an integer up to 2^32 - 2.</summary>
    private static bool IsIndex(int length, bool leadingZero, uint index) => index != uint.MaxValue && (length == 1 || !leadingZero);

    private static void ThrowIndex() => throw new ArgumentException("A member name that looks like an array index would be reordered by JavaScript.");
}
