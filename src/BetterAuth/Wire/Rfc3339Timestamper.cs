namespace BetterAuth.Wire;

/// <summary>Times as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>; accepts 0 to 9 fraction digits and <c>Z</c>, nothing else (RFC 3339 section 5.6, UTC only).</summary>
public sealed class Rfc3339Timestamper : ITimestamper
{
    /// <inheritdoc/>
    public int TextLength => 24;

    /// <inheritdoc/>
    public int MaxTextLength => 30;

    /// <inheritdoc/>
    public bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Format(DateTimeOffset time, Span<byte> text) => throw new NotImplementedException();
}
