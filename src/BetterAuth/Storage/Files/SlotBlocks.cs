namespace BetterAuth.Storage.Files;

/// <summary>
/// Where the two slots lie: after the header's block their blocks of 4 KiB take turns, 0 1 0 1 …. So either slot can grow or shrink without moving the other, and no write to one touches a sector or page of the other.
/// </summary>
internal static class SlotBlocks
{
    /// <summary>Bytes of a block: not less than a sector or page of any disk in use.</summary>
    public const int Length = 4096;

    /// <summary>The slot of the record with this number: they take turns.</summary>
    public static int SlotOf(ulong sequence) => (int)(sequence & 1);

    /// <summary>The offset in the file of the <paramref name="position"/>-th byte of a slot.</summary>
    public static long Offset(int slot, int position) => (Length * (1 + slot + (2L * (position / Length)))) + (position % Length);

    /// <summary>Reads from a slot's beginning; fewer bytes only at the file's end.</summary>
    public static int Read(IFileDevice device, int slot, Span<byte> destination)
    {
        int position = 0;
        while (position < destination.Length)
        {
            Span<byte> block = destination.Slice(position, Math.Min(Length, destination.Length - position));
            int read = device.Read(Offset(slot, position), block);
            position += read;
            if (read < block.Length)
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Writes from a slot's beginning.</summary>
    public static void Write(IFileDevice device, int slot, ReadOnlySpan<byte> source)
    {
        for (int position = 0; position < source.Length; position += Length)
        {
            device.Write(Offset(slot, position), source.Slice(position, Math.Min(Length, source.Length - position)));
        }
    }
}
