using System.Buffers.Binary;

namespace BetterAuth.Cryptography;

/// <summary>Counts from a random start: what is made of its numbers does not repeat within 2³², and two counters of one deployment hardly ever meet. Thread-safe.</summary>
/// <remarks>The start comes from the suite, as all randomness does: whoever replaces the suite's noncer and keys gets the same bytes again.</remarks>
internal sealed class NonceCounter
{
    private int _value;

    public NonceCounter(INoncer noncer)
    {
        Span<byte> text = stackalloc byte[256]; // a nonce's text is at most 256 bytes (INoncer)
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        text = text[..noncer.TextLength];
        noncer.Generate(text);
        noncer.TryDecode(text, value);
        _value = BinaryPrimitives.ReadInt32LittleEndian(value);
    }

    public int Next() => Interlocked.Increment(ref _value);
}
