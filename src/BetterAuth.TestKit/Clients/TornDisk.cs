using BetterAuth.Client;
using BetterAuth.Storage;
using BetterAuth.Storage.Files;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Clients;

/// <summary>The library's encrypted file on a disk that loses, keeps or tears what was not flushed when the machine stops.</summary>
internal sealed class TornDisk : IClientStore, IDisposable
{
    private readonly Medium _medium;
    private EncryptedFile _file;

    public TornDisk(RealDevice device)
    {
        _medium = new(device);
        EncryptedFileCreation.Format(_medium, Protector.Instance, null);
        _medium.IsPublished = true;
        _file = new(_medium, Protector.Instance);
    }

    /// <summary>After a crash: the file is opened as the disk has it.</summary>
    public void Reopen()
    {
        _medium.LoseMemory();
        _file = new(_medium, Protector.Instance);
    }

    public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => new(_file.Read());

    public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        _file.Write(record.Span);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _file.Dispose();
        _medium.Dispose();
    }

    private sealed class Protector : IKeyProtector
    {
        public static Protector Instance { get; } = new();

        public string Kind => "simulated";

        public byte[] Wrap(ReadOnlySpan<byte> key) => key.ToArray();

        public void Unwrap(ReadOnlySpan<byte> wrapped, Span<byte> key) => wrapped.CopyTo(key);
    }

    /// <summary>Bytes with a cache before them. A crash may strike between two writes, and lets any part of what was not flushed reach the disk.</summary>
    private sealed class Medium(RealDevice device) : IFileDevice
    {
        private readonly List<(long Offset, byte[] Bytes)> _cached = [];
        private byte[] _seen = [];
        private byte[] _durable = [];

        /// <summary>Files are made under another name and then renamed: nobody sees half of a new one.</summary>
        public bool IsPublished { get; set; }

        public string Name => "disk";

        public int Read(long offset, Span<byte> destination)
        {
            int length = (int)Math.Clamp(_seen.Length - offset, 0, destination.Length);
            _seen.AsSpan((int)Math.Min(offset, _seen.Length), length).CopyTo(destination);
            return length;
        }

        public void Write(long offset, ReadOnlySpan<byte> source)
        {
            if (!device.IsAlive)
            {
                return;
            }

            _cached.Add((offset, source.ToArray()));
            _seen = Put(_seen, offset, source);
        }

        public void Flush()
        {
            World world = device.World;
            if (IsPublished && device.IsAlive && !world.IsQuiet && world.Dice.Chance(world.Settings.Crashes))
            {
                world.Trace.Line(world.Time.Now, $"while it writes its file:");
                device.Crash();
            }

            if (device.IsAlive)
            {
                _cached.Clear();
                _durable = [.. _seen];
            }
        }

        public void LoseMemory()
        {
            Dice dice = device.World.Dice;
            foreach ((long offset, byte[] bytes) in _cached)
            {
                int length = dice.Below(3) switch { 0 => 0, 1 => dice.Below(bytes.Length + 1), _ => bytes.Length };
                _durable = Put(_durable, offset, bytes.AsSpan(0, length));
            }

            _cached.Clear();
            _seen = [.. _durable];
        }

        public void Dispose()
        {
            // The bytes stay.
        }

        private static byte[] Put(byte[] content, long offset, ReadOnlySpan<byte> source)
        {
            byte[] changed = content.Length >= offset + source.Length ? content.AsSpan().ToArray() : new byte[offset + source.Length];
            content.CopyTo(changed, 0);
            source.CopyTo(changed.AsSpan((int)offset));
            return changed;
        }
    }
}
