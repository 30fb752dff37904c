using System.IO.Compression;
using System.Runtime.InteropServices;

namespace BetterAuth.Tests.Wire.Tokens;

/// <summary>The zlib inside the platform, asked directly: its streams take a truncated input for a whole one and do not say what they left over.</summary>
internal static unsafe partial class Zlib
{
    private const string Library = "System.IO.Compression.Native";
    private const int RawWindow = -15;
    private const int GzipWindow = 31;
    private const int StreamEnd = 1;
    private const int Finish = 4;

    /// <summary>The content of the deflate stream that <paramref name="input"/> begins with, and its length; null when there is no whole one or its content is longer than <paramref name="limit"/>.</summary>
    public static byte[]? Inflate(byte[] input, int limit, out int consumed) => Inflate(input, limit, RawWindow, out consumed);

    /// <summary>The same of a gzip member.</summary>
    public static byte[]? Gunzip(byte[] input, int limit, out int consumed) => Inflate(input, limit, GzipWindow, out consumed);

    public static byte[] Deflate(ReadOnlySpan<byte> content, int level, ZLibCompressionStrategy strategy = ZLibCompressionStrategy.Default)
    {
        using MemoryStream result = new();
        using (DeflateStream stream = new(result, new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy }, leaveOpen: true))
        {
            stream.Write(content);
        }

        return result.ToArray();
    }

    private static byte[]? Inflate(byte[] input, int limit, int window, out int consumed)
    {
        byte[] output = new byte[limit + 1]; // never empty
        fixed (byte* from = input.Length == 0 ? new byte[1] : input)
        fixed (byte* to = output)
        {
            Stream stream = new() { NextIn = from, AvailableIn = (uint)input.Length, NextOut = to, AvailableOut = (uint)limit };
            Assert.Equal(0, InflateInit(ref stream, window));
            int status = InflateRun(ref stream, Finish);
            _ = InflateEnd(ref stream);
            consumed = input.Length - (int)stream.AvailableIn;
            return status == StreamEnd ? output[..(limit - (int)stream.AvailableOut)] : null;
        }
    }

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    private static partial int InflateInit(ref Stream stream, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    private static partial int InflateRun(ref Stream stream, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    private static partial int InflateEnd(ref Stream stream);

    [StructLayout(LayoutKind.Sequential)]
    private struct Stream
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public void* State;
        public uint AvailableIn;
        public uint AvailableOut;
    }
}
