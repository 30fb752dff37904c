using System.Buffers.Binary;

namespace BetterAuth.Wire.Records;

/// <summary>Reads the fields of a record this library keeps somewhere (account, client, keys); throws <see cref="InvalidDataException"/> when they are not there. Nothing is copied.</summary>
internal ref struct RecordReader(ReadOnlyMemory<byte> record, string name, string advice = "Restore it from a backup.")
{
    // The years 0001 to 9999: what a DateTimeOffset can say.
    private const long MaxTicks = 3_155_378_975_999_999_999;
    private const long MinMilliseconds = -62_135_596_800_000;
    private const long MaxMilliseconds = 253_402_300_799_999;

    private ReadOnlyMemory<byte> _rest = record;

    public readonly InvalidDataException Malformed() => new($"The {name} record is damaged. {advice}");

    /// <summary>The record's first byte; throws for a version this library does not read.</summary>
    public void Version(byte expected)
    {
        byte version = Byte();
        if (version != expected)
        {
            throw new InvalidDataException($"The {name} record has version {version}; this library reads version {expected}. Use the library that wrote it, or a later one.");
        }
    }

    public byte Byte() => Bytes(1).Span[0];

    public bool Boolean() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Malformed(),
    };

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4).Span);

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8).Span);

    /// <summary>How many items of a list follow.</summary>
    public int Count() => Int32() is >= 0 and int count ? count : throw Malformed();

    /// <summary>A time in ticks of UTC.</summary>
    public DateTimeOffset Ticks() => Int64() is >= 0 and <= MaxTicks and long ticks ? new(ticks, TimeSpan.Zero) : throw Malformed();

    /// <summary>A time in milliseconds since 1970.</summary>
    public DateTimeOffset Milliseconds() =>
        Int64() is >= MinMilliseconds and <= MaxMilliseconds and long milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw Malformed();

    /// <summary>A text with its 16-bit length before it.</summary>
    public Utf8Text Text() => new(Bytes(BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2).Span)));

    /// <summary>Bytes with their 32-bit length before them.</summary>
    public ReadOnlyMemory<byte> Blob() => Bytes(Int32());

    /// <summary>That many bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw Malformed();
        }

        ReadOnlyMemory<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw Malformed();
        }
    }
}
