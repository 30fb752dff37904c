using BetterAuth.Wire;

namespace BetterAuth.Cli.Inspect;

/// <summary>Bytes and the signature over them.</summary>
/// <param name="Of">What they are, for the reader.</param>
/// <param name="Bytes">The signed bytes as they came.</param>
/// <param name="Signature">The signature's text.</param>
/// <param name="KeyPath">The member of the whole input that says which key signs; <see langword="null"/> when it is none of its members.</param>
internal sealed record SignedPart(string Of, ReadOnlyMemory<byte> Bytes, Utf8Text Signature, string? KeyPath);
