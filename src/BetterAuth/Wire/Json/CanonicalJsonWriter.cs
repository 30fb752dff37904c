namespace BetterAuth.Wire.Json;

/// <summary>Writes canonical JSON (text equal to <c>JSON.stringify</c>; RFC 8785 section 3.2.2 for numbers) into a span of sufficient length.</summary>
/// <remarks>The span comes from the message's <c>MaxLength</c>, so running out of it is a defect of the caller and throws <see cref="ArgumentException"/>. Not thread-safe (a ref struct).</remarks>
/// <param name="destination">Where the text goes.</param>
public ref struct CanonicalJsonWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written so far.</summary>
    public readonly int Written => throw new NotImplementedException();

    /// <summary>Copies bytes that are canonical JSON already: punctuation, constant names.</summary>
    public void WriteVerbatim(ReadOnlySpan<byte> utf8) => throw new NotImplementedException();

    /// <summary>A string from UTF-8; throws <see cref="ArgumentException"/> for invalid UTF-8.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8) => throw new NotImplementedException();

    /// <summary>A string from UTF-16; throws <see cref="ArgumentException"/> for a lone surrogate.</summary>
    public void WriteString(ReadOnlySpan<char> utf16) => throw new NotImplementedException();

    /// <summary>A number as ECMAScript prints it; throws <see cref="ArgumentException"/> for NaN and infinities.</summary>
    public void WriteNumber(double value) => throw new NotImplementedException();

    /// <summary>An integer; throws <see cref="ArgumentException"/> when |value| &gt; 2^53.</summary>
    public void WriteNumber(long value) => throw new NotImplementedException();

    /// <summary>An integer; throws <see cref="ArgumentException"/> when value &gt; 2^53.</summary>
    public void WriteNumber(ulong value) => throw new NotImplementedException();

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => throw new NotImplementedException();

    /// <summary>Any validated JSON text, brought into canonical form (no white space, canonical strings and numbers, members in their order).</summary>
    public void WriteRaw(ReadOnlySpan<byte> json) => throw new NotImplementedException();
}
