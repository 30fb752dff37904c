namespace BetterAuth.Wire.Json;

/// <summary>Writes canonical JSON (text equal to <c>JSON.stringify</c>; RFC 8785 section 3.2.2 for numbers) into a span of sufficient length.</summary>
/// <remarks>
/// The span comes from the message's <c>MaxLength</c>, so running out of it is a defect of the caller and throws <see cref="ArgumentException"/>. Not thread-safe (a ref struct).
/// </remarks>
public ref partial struct CanonicalJsonWriter
{
    /// <summary>The longest text of a number in bytes.</summary>
    public const int MaxNumberLength = EcmaScriptNumber.MaxLength;

    private readonly Span<byte> _destination;
    private readonly bool _measuring;
    private int _written;

    /// <summary>Writes into <paramref name="destination"/>.</summary>
    public CanonicalJsonWriter(Span<byte> destination) => _destination = destination;

    private CanonicalJsonWriter(bool measuring) => _measuring = measuring;

    /// <summary>Bytes written so far.</summary>
    public readonly int Written => _written;

    /// <summary>A writer that only counts.</summary>
    internal static CanonicalJsonWriter Measuring() => new(measuring: true);

    /// <summary>Copies bytes that are canonical JSON already: punctuation, constant names.</summary>
    public void WriteVerbatim(scoped ReadOnlySpan<byte> utf8)
    {
        if (!_measuring)
        {
            utf8.CopyTo(_destination[_written..]);
        }

        _written += utf8.Length;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteVerbatim(value ? "true"u8 : "false"u8);

    private void WriteByte(byte value)
    {
        if (!_measuring)
        {
            _destination[_written] = value;
        }

        _written++;
    }
}
