using System.Buffers;
using System.Collections.Immutable;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// The account record's bytes, which stores keep and do not understand.
/// </summary>
/// <remarks>
/// Layout, version 1; integers little-endian, texts with a 16-bit length before them:
/// version 1 ‖ state 1 ‖ create digest 32 ‖ recover digest 32 ‖ recovery hash ‖ device count 4 ‖ devices, each id ‖ public key ‖ rotation hash ‖ status 1 ‖ position 8 ‖ last digest 32.
/// A tombstone is version 1 ‖ state 1 ‖ deleted at 8 (milliseconds since 1970) ‖ delete digest 32. An absent digest is 32 zero bytes.
/// </remarks>
internal static class AccountRecord
{
    private const byte Version = 1;
    private const byte Active = 1;
    private const byte Deleted = 2;

    /// <summary>The record's bytes.</summary>
    public static byte[] Encode(Account account)
    {
        RecordWriter writer = new(256 + (256 * account.Devices.Length));
        writer.Byte(Version);
        writer.Byte(account.IsDeleted ? Deleted : Active);
        if (account.DeletedAt is { } deletedAt)
        {
            writer.Int64(deletedAt.ToUnixTimeMilliseconds());
            writer.Digest(account.DeleteDigest);
            return writer.ToArray();
        }

        writer.Digest(account.CreateDigest);
        writer.Digest(account.RecoverDigest);
        writer.Text(account.RecoveryHash);
        writer.Int32(account.Devices.Length);
        foreach (Device device in account.Devices)
        {
            writer.Text(device.Id);
            writer.Text(device.PublicKey);
            writer.Text(device.RotationHash);
            writer.Byte(device.IsRevoked ? (byte)1 : (byte)0);
            writer.Int64(device.Position);
            writer.Digest(device.LastDigest);
        }

        return writer.ToArray();
    }

    /// <summary>The account; its texts are slices of <paramref name="record"/>. Throws <see cref="InvalidDataException"/> for bytes that are no record, or one of a later version.</summary>
    public static Account Decode(ReadOnlyMemory<byte> record)
    {
        RecordReader reader = new(record);
        byte version = reader.Byte();
        if (version != Version)
        {
            throw new InvalidDataException($"The account record has version {version}; this library reads version {Version}. Use the library that wrote it, or a later one.");
        }

        Account account = reader.Byte() switch
        {
            Deleted => new() { DeletedAt = DateTimeOffset.FromUnixTimeMilliseconds(reader.Int64()), DeleteDigest = reader.Digest() },
            Active => DecodeActive(ref reader),
            _ => throw RecordReader.Malformed(),
        };
        reader.End();
        return account;
    }

    private static Account DecodeActive(ref RecordReader reader)
    {
        OperationDigest created = reader.Digest();
        OperationDigest recovered = reader.Digest();
        Utf8Text recoveryHash = reader.Text();
        int count = reader.Int32();
        ImmutableArray<Device>.Builder devices = ImmutableArray.CreateBuilder<Device>();
        for (int i = 0; i < count; i++)
        {
            devices.Add(new()
            {
                Id = reader.Text(),
                PublicKey = reader.Text(),
                RotationHash = reader.Text(),
                IsRevoked = reader.Byte() != 0,
                Position = reader.Int64(),
                LastDigest = reader.Digest(),
            });
        }

        return new() { CreateDigest = created, RecoverDigest = recovered, RecoveryHash = recoveryHash, Devices = devices.ToImmutable() };
    }
}
