namespace BetterAuth.Cryptography;

/// <summary>Random nonces in CESR text: <c>0A</c> and 22 characters.</summary>
public sealed class CesrNoncer : INoncer
{
    /// <inheritdoc/>
    public int TextLength => 24;

    /// <inheritdoc/>
    public bool IsWellFormed(ReadOnlySpan<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Generate(Span<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<byte> value, Span<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value) => throw new NotImplementedException();
}
