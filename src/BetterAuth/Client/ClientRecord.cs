using System.Collections.Immutable;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Records;

namespace BetterAuth.Client;

/// <summary>
/// The client record's bytes, which client stores keep (encrypted) and do not understand.
/// </summary>
/// <remarks>
/// Layout, version 2: version 1 ‖ identity ‖ device ‖ keys current, next, future ‖ position 8 ‖ pending messages ‖ acknowledged messages ‖ registration? 1 ‖ message ‖ exactly-once server 1 ‖
/// session? 1 ‖ token ‖ expiry 8 ‖ keys current, next, future ‖ pending? 1 ‖ message.
/// Texts have a 16-bit length before them, keys and bytes a 32-bit one (0: none), lists a 32-bit count. A message is operation 1 ‖ digest 32 ‖ nonce ‖ ends device 1 ‖ bytes ‖ registers? 1 ‖ identity ‖ device ‖ keys current, next.
/// </remarks>
internal static class ClientRecord
{
    private const byte Version = 2;

    public static byte[] Encode(ClientState state)
    {
        RecordWriter writer = new(4096, holdsKeys: true);
        writer.Byte(Version);
        writer.Text(state.Identity);
        writer.Text(state.Device);
        Write(writer, state.Current);
        Write(writer, state.Next);
        Write(writer, state.Future);
        writer.Int64(state.Position);
        Write(writer, state.Pending);
        Write(writer, state.Acknowledged);
        WriteOptional(writer, state.Registration);
        writer.Boolean(state.IsServerExactlyOnce);
        writer.Boolean(state.Session is not null);
        if (state.Session is { } session)
        {
            writer.Text(session.Token);
            writer.Int64(session.Expiry.UtcTicks);
            Write(writer, session.Current);
            Write(writer, session.Next);
            Write(writer, session.Future);
            WriteOptional(writer, session.Pending);
        }

        return writer.ToArray();
    }

    /// <summary>The state, owning what it holds. Throws <see cref="InvalidDataException"/> for bytes that are no record, or one of a later version.</summary>
    public static ClientState Decode(ReadOnlyMemory<byte> record, IKeyFactory keys)
    {
        RecordReader reader = new(record, "client", "Recover the account or link this device anew; an old backup would not do, its keys have been used.");
        reader.Version(Version);
        ClientState state = new()
        {
            Identity = reader.Text().ToOwned(),
            Device = reader.Text().ToOwned(),
            Current = ReadKey(ref reader, keys),
            Next = ReadKey(ref reader, keys),
            Future = ReadKey(ref reader, keys),
            Position = reader.Int64(),
            Pending = ReadMessages(ref reader, keys),
            Acknowledged = ReadMessages(ref reader, keys),
            Registration = ReadOptional(ref reader, keys),
            IsServerExactlyOnce = reader.Boolean(),
        };
        if (reader.Boolean())
        {
            state = state with { Session = ReadSession(ref reader, keys) };
        }

        reader.End();
        return state;
    }

    private static ClientSession ReadSession(ref RecordReader reader, IKeyFactory keys) => new()
    {
        Token = reader.Text().ToOwned(),
        Expiry = reader.Ticks(),
        Current = RequireKey(ref reader, keys),
        Next = RequireKey(ref reader, keys),
        Future = ReadKey(ref reader, keys),
        Pending = ReadOptional(ref reader, keys),
    };

    private static ImmutableArray<PendingMessage> ReadMessages(ref RecordReader reader, IKeyFactory keys)
    {
        int count = reader.Count();
        ImmutableArray<PendingMessage>.Builder messages = ImmutableArray.CreateBuilder<PendingMessage>();
        for (int i = 0; i < count; i++)
        {
            messages.Add(ReadMessage(ref reader, keys));
        }

        return messages.ToImmutable();
    }

    private static PendingMessage? ReadOptional(ref RecordReader reader, IKeyFactory keys) => reader.Boolean() ? ReadMessage(ref reader, keys) : null;

    private static PendingMessage ReadMessage(ref RecordReader reader, IKeyFactory keys)
    {
        Operation operation = (Operation)reader.Byte() is <= Operation.RefreshSession and var known ? known : throw reader.Malformed();
        OperationDigest digest = OperationDigest.Read(reader.Bytes(OperationDigest.Length).Span);
        Utf8Text nonce = reader.Text().ToOwned();
        bool endsDevice = reader.Boolean();
        byte[] bytes = reader.Blob().ToArray();
        return new(operation, digest, nonce, bytes, endsDevice) { Registers = reader.Boolean() ? ReadDevice(ref reader, keys) : null };
    }

    private static NewDevice ReadDevice(ref RecordReader reader, IKeyFactory keys) =>
        new(reader.Text().ToOwned(), reader.Text().ToOwned(), RequireKey(ref reader, keys), RequireKey(ref reader, keys));

    private static void Write(RecordWriter writer, ImmutableArray<PendingMessage> messages)
    {
        writer.Int32(messages.Length);
        foreach (PendingMessage message in messages)
        {
            Write(writer, message);
        }
    }

    private static void WriteOptional(RecordWriter writer, PendingMessage? message)
    {
        writer.Boolean(message is not null);
        if (message is not null)
        {
            Write(writer, message);
        }
    }

    private static void Write(RecordWriter writer, PendingMessage message)
    {
        writer.Byte((byte)message.Operation);
        message.Digest.CopyTo(writer.Take(OperationDigest.Length));
        writer.Text(message.Nonce);
        writer.Boolean(message.EndsDevice);
        writer.Blob(message.Bytes.Span);
        writer.Boolean(message.Registers is not null);
        if (message.Registers is { } device)
        {
            writer.Text(device.Identity);
            writer.Text(device.Device);
            Write(writer, device.Current);
            Write(writer, device.Next);
        }
    }

    private static HeldKey RequireKey(ref RecordReader reader, IKeyFactory keys) => ReadKey(ref reader, keys) ?? throw reader.Malformed();

    private static HeldKey? ReadKey(ref RecordReader reader, IKeyFactory keys)
    {
        ReadOnlyMemory<byte> secret = reader.Blob();
        try
        {
            return secret.IsEmpty ? null : HeldKey.Import(keys, secret.Span);
        }
        catch (ArgumentException)
        {
            throw reader.Malformed(); // without what it says about the secret
        }
    }

    private static void Write(RecordWriter writer, HeldKey? key) => writer.Blob(key is null ? [] : key.Secret);
}
