using BetterAuth.Storage.Files;

namespace BetterAuth.Tests.Storage.Files;

/// <summary>A disk in memory that knows which writes were flushed, and that fails when told to.</summary>
internal sealed class FakeDisk(byte[]? content = null) : IFileDevice
{
    private byte[] _content = content ?? [];
    private byte[] _durable = content ?? [];

    /// <summary>The writes since the last flush, in order.</summary>
    public List<(long Offset, byte[] Bytes)> Pending { get; } = [];

    /// <summary>Every flush, as the writes that it made durable.</summary>
    public List<(long Offset, byte[] Bytes)[]> Flushes { get; } = [];

    /// <summary>Decides before a write or flush whether it fails.</summary>
    public Func<string, bool>? Fails { get; set; }

    public bool IsDisposed { get; private set; }

    public string Name => "disk";

    /// <summary>What a reader of the file sees.</summary>
    public byte[] Content => [.. _content];

    /// <summary>What was there at the last flush.</summary>
    public byte[] Durable => [.. _durable];

    public int Read(long offset, Span<byte> destination)
    {
        int length = (int)Math.Clamp(_content.Length - offset, 0, destination.Length);
        _content.AsSpan((int)Math.Min(offset, _content.Length), length).CopyTo(destination);
        return length;
    }

    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        if (Fails?.Invoke("write") == true)
        {
            throw new IOException("No space left on the fake disk.");
        }

        Pending.Add((offset, source.ToArray()));
        _content = Apply(_content, offset, source);
    }

    public void Flush()
    {
        if (Fails?.Invoke("flush") == true)
        {
            throw new IOException("The fake disk is broken.");
        }

        Flushes.Add([.. Pending]);
        Pending.Clear();
        _durable = [.. _content];
    }

    public void Dispose() => IsDisposed = true;

    /// <summary>A file's bytes after one more write; a gap is filled by zeros.</summary>
    public static byte[] Apply(byte[] content, long offset, ReadOnlySpan<byte> source)
    {
        byte[] changed = new byte[Math.Max(content.Length, offset + source.Length)];
        content.CopyTo(changed, 0);
        source.CopyTo(changed.AsSpan((int)offset));
        return changed;
    }
}
