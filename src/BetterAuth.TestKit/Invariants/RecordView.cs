using System.Buffers.Binary;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

/// <summary>A stored account record, read by its documented layout (docs/stores.md) and by nothing of the library.</summary>
internal sealed class RecordView
{
    public bool IsDeleted { get; private set; }

    public Utf8Text RecoveryHash { get; private set; }

    public string CreateDigest { get; private set; } = "";

    public string RecoverDigest { get; private set; } = "";

    public string DeleteDigest { get; private set; } = "";

    public DateTimeOffset DeletedAt { get; private set; }

    public Dictionary<Utf8Text, ReplayedDevice> Devices { get; } = [];

    public static RecordView Read(ReadOnlyMemory<byte> record)
    {
        RecordView view = new();
        ReadOnlyMemory<byte> rest = record[1..];
        if (Take(ref rest, 1).Span[0] == 2)
        {
            view.IsDeleted = true;
            view.DeletedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, 8).Span));
            view.DeleteDigest = Digest(ref rest);
            return view;
        }

        view.CreateDigest = Digest(ref rest);
        view.RecoverDigest = Digest(ref rest);
        view.RecoveryHash = Text(ref rest);
        int count = BinaryPrimitives.ReadInt32LittleEndian(Take(ref rest, 4).Span);
        for (int i = 0; i < count; i++)
        {
            Utf8Text id = Text(ref rest);
            view.Devices.Add(id, new()
            {
                PublicKey = Text(ref rest),
                RotationHash = Text(ref rest),
                IsRevoked = Take(ref rest, 1).Span[0] != 0,
                Position = BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, 8).Span),
                LastDigest = Digest(ref rest),
            });
        }

        return view;
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int length)
    {
        ReadOnlyMemory<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static Utf8Text Text(ref ReadOnlyMemory<byte> rest) => new(Take(ref rest, BinaryPrimitives.ReadUInt16LittleEndian(Take(ref rest, 2).Span)));

    /// <summary>Hexadecimal; empty for 32 zero bytes, which stand for none.</summary>
    private static string Digest(ref ReadOnlyMemory<byte> rest)
    {
        ReadOnlySpan<byte> digest = Take(ref rest, 32).Span;
        return digest.ContainsAnyExcept((byte)0) ? Convert.ToHexString(digest) : "";
    }
}
