using System.Globalization;
using System.Runtime.InteropServices;

namespace BetterAuth.TestKit.Worlds;

/// <summary>What happened, as one number that any difference changes; as text too when a failing history is written down.</summary>
internal sealed class Trace(bool recording)
{
    private const ulong Prime = 0x9FB21C651E98DF25;

    public ulong Hash { get; private set; } = 0xCBF29CE484222325;

    public List<string>? Lines { get; } = recording ? [] : null;

    public bool IsRecording => Lines is not null;

    public void Add(ulong value)
    {
        ulong mixed = (Hash ^ value) * Prime;
        Hash = mixed ^ (mixed >> 29);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            Add(word);
        }

        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
        {
            Add(rest);
        }
    }

    public void Line(DateTimeOffset time, FormattableString text) =>
        Lines?.Add(string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss.fff}  {FormattableString.Invariant(text)}"));
}
