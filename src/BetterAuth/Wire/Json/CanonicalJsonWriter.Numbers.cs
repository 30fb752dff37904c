using System.Globalization;

namespace BetterAuth.Wire.Json;

public ref partial struct CanonicalJsonWriter
{
    private const long MaxExactInteger = 1L << 53;

    /// <summary>A number as ECMAScript prints it; throws <see cref="ArgumentException"/> for NaN and infinities.</summary>
    public void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("JSON has no text for NaN and infinities.", nameof(value));
        }

        Span<byte> text = stackalloc byte[MaxNumberLength];
        WriteVerbatim(text[..EcmaScriptNumber.Format(value, text)]);
    }

    /// <summary>An integer; throws <see cref="ArgumentException"/> when |value| &gt; 2^53.</summary>
    public void WriteNumber(long value)
    {
        if (value is > MaxExactInteger or < -MaxExactInteger)
        {
            ThrowInexact(nameof(value));
        }

        Span<byte> text = stackalloc byte[MaxNumberLength];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        WriteVerbatim(text[..length]);
    }

    /// <summary>An integer; throws <see cref="ArgumentException"/> when value &gt; 2^53.</summary>
    public void WriteNumber(ulong value)
    {
        if (value > MaxExactInteger)
        {
            ThrowInexact(nameof(value));
        }

        WriteNumber((long)value);
    }

    private static void ThrowInexact(string parameter) =>
        throw new ArgumentException("An integer beyond 2^53 is not exact in JavaScript; write it as text ([IntegerAsText]).", parameter);
}
