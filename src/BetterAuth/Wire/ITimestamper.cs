namespace BetterAuth.Wire;

/// <summary>Text of times. What ships: <see cref="Rfc3339Timestamper"/>. Thread-safe.</summary>
public interface ITimestamper
{
    /// <summary>Length in bytes of every text that <see cref="Format"/> writes.</summary>
    int TextLength { get; }

    /// <summary>Longest text that <see cref="TryParse"/> accepts.</summary>
    int MaxTextLength { get; }

    /// <summary>Parses strictly; never rounds up (finer fractions than the clock's 100 ns are cut).</summary>
    bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time);

    /// <summary>Writes the time, truncated to the text's precision; <paramref name="text"/> holds <see cref="TextLength"/> bytes.</summary>
    void Format(DateTimeOffset time, Span<byte> text);
}
