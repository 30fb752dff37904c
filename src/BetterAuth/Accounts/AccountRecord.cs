using System.Collections.Immutable;
using BetterAuth.Wire;
using BetterAuth.Wire.Records;

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
            Write(writer, account.DeleteDigest);
            return writer.ToArray();
        }

        Write(writer, account.CreateDigest);
        Write(writer, account.RecoverDigest);
        writer.Text(account.RecoveryHash);
        writer.Int32(account.Devices.Length);
        foreach (Device device in account.Devices)
        {
            writer.Text(device.Id);
            writer.Text(device.PublicKey);
            writer.Text(device.RotationHash);
            writer.Boolean(device.IsRevoked);
            writer.Int64(device.Position);
            Write(writer, device.LastDigest);
        }

        return writer.ToArray();
    }

    /// <summary>The account; its texts are slices of <paramref name="record"/>. Throws <see cref="InvalidDataException"/> for bytes that are no record, or one of a later version.</summary>
    public static Account Decode(ReadOnlyMemory<byte> record)
    {
        RecordReader reader = new(record, "account");
        reader.Version(Version);
        Account account = reader.Byte() switch
        {
            Deleted => new() { DeletedAt = reader.Milliseconds(), DeleteDigest = Read(ref reader) },
            Active => DecodeActive(ref reader),
            _ => throw reader.Malformed(),
        };
        reader.End();
        return account;
    }

    private static Account DecodeActive(ref RecordReader reader)
    {
        OperationDigest created = Read(ref reader);
        OperationDigest recovered = Read(ref reader);
        Utf8Text recoveryHash = reader.Text();
        int count = reader.Count();
        ImmutableArray<Device>.Builder devices = ImmutableArray.CreateBuilder<Device>();
        for (int i = 0; i < count; i++)
        {
            devices.Add(new()
            {
                Id = reader.Text(),
                PublicKey = reader.Text(),
                RotationHash = reader.Text(),
                IsRevoked = reader.Boolean(),
                Position = reader.Int64(),
                LastDigest = Read(ref reader),
            });
        }

        return new() { CreateDigest = created, RecoverDigest = recovered, RecoveryHash = recoveryHash, Devices = devices.ToImmutable() };
    }

    private static OperationDigest Read(ref RecordReader reader) => OperationDigest.Read(reader.Bytes(OperationDigest.Length).Span);

    private static void Write(RecordWriter writer, OperationDigest digest) => digest.CopyTo(writer.Take(OperationDigest.Length));
}
