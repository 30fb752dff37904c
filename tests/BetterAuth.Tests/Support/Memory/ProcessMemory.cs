using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BetterAuth.Tests.Support.Memory;

/// <summary>All memory of this process that can be written: managed heaps, native heaps, stacks, and what was freed and not overwritten since (Linux: <c>/proc/self/mem</c>).</summary>
internal static unsafe class ProcessMemory
{
    private const int ChunkLength = 1 << 20;
    private const int Overlap = 256; // more than any needle has

    /// <summary>How often each form of the secrets occurs; nothing for those that do not.</summary>
    public static IReadOnlyDictionary<string, int> Find(params IReadOnlyList<SecretNeedles> secrets)
    {
        Needle[] needles = [.. secrets.SelectMany(secret => secret.All)];
        Dictionary<string, int> found = [];
        byte* buffer = (byte*)NativeMemory.Alloc(ChunkLength);
        try
        {
            using SafeFileHandle memory = File.OpenHandle("/proc/self/mem");
            foreach ((long start, long end) in Writable())
            {
                // What was read is not looked for once more in what it was read into.
                Search(memory, needles, start, Math.Min(end, (long)buffer), buffer, found);
                Search(memory, needles, Math.Max(start, (long)buffer + ChunkLength), end, buffer, found);
            }
        }
        finally
        {
            NativeMemory.Clear(buffer, ChunkLength);
            NativeMemory.Free(buffer);
        }

        return found;
    }

    private static void Search(SafeFileHandle memory, Needle[] needles, long start, long end, byte* buffer, Dictionary<string, int> found)
    {
        for (long at = start; at < end; at += ChunkLength - Overlap)
        {
            int length = (int)Math.Min(ChunkLength, end - at);
            if (!TryRead(memory, at, new Span<byte>(buffer, length)))
            {
                continue;
            }

            foreach (Needle needle in needles)
            {
                // The end of a chunk is the beginning of the next: what begins there is counted there.
                int counted = length < ChunkLength ? length : ChunkLength - Overlap + needle.Length - 1;
                if (needle.CountIn(new ReadOnlySpan<byte>(buffer, counted)) is int count and > 0)
                {
                    found[needle.Form] = found.GetValueOrDefault(needle.Form) + count;
                }
            }

            if (length < ChunkLength)
            {
                return;
            }
        }
    }

    private static bool TryRead(SafeFileHandle memory, long at, Span<byte> buffer)
    {
        try
        {
            for (int read = 0; read < buffer.Length;)
            {
                int more = RandomAccess.Read(memory, buffer[read..], at + read);
                if (more == 0)
                {
                    return false;
                }

                read += more;
            }

            return true;
        }
        catch (IOException)
        {
            return false; // unmapped since the map was read: it is nobody's memory any more
        }
    }

    private static IEnumerable<(long Start, long End)> Writable() =>
        from line in File.ReadAllLines("/proc/self/maps")
        let words = line.Split(' ', 3)
        where words[1].StartsWith("rw", StringComparison.Ordinal)
        let ends = words[0].Split('-')
        select (long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
