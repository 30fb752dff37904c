using System.Buffers;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire;

/// <summary>Writes a whole message. Throws <see cref="ArgumentException"/> for what canonical JSON cannot carry.</summary>
public static class WireWriter
{
    /// <summary>Writes into <paramref name="destination"/>, which holds the message's <c>MaxLength</c>; returns the text's length in bytes.</summary>
    public static int Write<T>(in T value, Span<byte> destination)
        where T : IWireWritable<T>
    {
        CanonicalJsonWriter writer = new(destination);
        T.Write(ref writer, value);
        return writer.Written;
    }

    /// <summary>Writes into a buffer that grows (a response's pipe); returns the text's length in bytes.</summary>
    public static int Write<T>(in T value, IBufferWriter<byte> output)
        where T : IWireWritable<T>
    {
        int written = Write(value, output.GetSpan(T.MaxLength(value)));
        output.Advance(written);
        return written;
    }

    /// <summary>The text as an array of its own.</summary>
    public static byte[] ToArray<T>(in T value)
        where T : IWireWritable<T>
    {
        byte[] text = new byte[T.MaxLength(value)];
        int written = Write(value, text);
        return written == text.Length ? text : text[..written];
    }
}
