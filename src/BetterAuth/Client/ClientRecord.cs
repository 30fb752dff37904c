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
/// Layout, version 1: version 1 ‖ identity ‖ device ‖ keys current, next, future ‖ position 8 ‖ pending count 4 ‖ pending messages ‖ session? 1 ‖ token ‖ expiry 8 ‖ keys current, next, future ‖ pending? 1 ‖ pending message.
/// Texts have a 16-bit length before them, keys and messages a 32-bit one (0: none). A pending message is operation 1 ‖ digest 32 ‖ nonce ‖ ends device 1 ‖ bytes.
/// </remarks>
internal static class ClientRecord
{
    private const byte Version = 1;

    public static byte[] Encode(ClientState state)
    {
        RecordWriter writer = new(4096);
        writer.Byte(Version);
        writer.Text(state.Identity);
        writer.Text(state.Device);
        Write(writer, state.Current);
        Write(writer, state.Next);
        Write(writer, state.Future);
        writer.Int64(state.Position);
        writer.Int32(state.Pending.Length);
        foreach (PendingMessage pending in state.Pending)
        {
            Write(writer, pending);
        }

        writer.Boolean(state.Session is not null);
        if (state.Session is { } session)
        {
            writer.Text(session.Token);
            writer.Int64(session.Expiry.UtcTicks);
            Write(writer, session.Current);
            Write(writer, session.Next);
            Write(writer, session.Future);
            writer.Boolean(session.Pending is not null);
            if (session.Pending is not null)
            {
                Write(writer, session.Pending);
            }
        }

        return writer.ToArray();
    }

    /// <summary>The state, owning what it holds. Throws <see cref="InvalidDataException"/> for bytes that are no record, or one of a later version.</summary>
    public static ClientState Decode(ReadOnlyMemory<byte> record, IKeyFactory keys)
    {
        RecordReader reader = new(record, "client");
        reader.Version(Version);
        ClientState state = new()
        {
            Identity = reader.Text().ToOwned(),
            Device = reader.Text().ToOwned(),
            Current = ReadKey(ref reader, keys),
            Next = ReadKey(ref reader, keys),
            Future = ReadKey(ref reader, keys),
            Position = reader.Int64(),
            Pending = ReadPending(ref reader),
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
        Expiry = new DateTimeOffset(reader.Int64(), TimeSpan.Zero),
        Current = ReadKey(ref reader, keys) ?? throw reader.Malformed(),
        Next = ReadKey(ref reader, keys) ?? throw reader.Malformed(),
        Future = ReadKey(ref reader, keys),
        Pending = reader.Boolean() ? ReadMessage(ref reader) : null,
    };

    private static ImmutableArray<PendingMessage> ReadPending(ref RecordReader reader)
    {
        int count = reader.Int32();
        ImmutableArray<PendingMessage>.Builder pending = ImmutableArray.CreateBuilder<PendingMessage>();
        for (int i = 0; i < count; i++)
        {
            pending.Add(ReadMessage(ref reader));
        }

        return pending.ToImmutable();
    }

    private static PendingMessage ReadMessage(ref RecordReader reader)
    {
        Operation operation = (Operation)reader.Byte();
        OperationDigest digest = OperationDigest.Read(reader.Bytes(OperationDigest.Length).Span);
        Utf8Text nonce = reader.Text().ToOwned();
        bool endsDevice = reader.Boolean();
        return new(operation, digest, nonce, reader.Blob().ToArray(), endsDevice);
    }

    private static void Write(RecordWriter writer, PendingMessage message)
    {
        writer.Byte((byte)message.Operation);
        message.Digest.CopyTo(writer.Take(OperationDigest.Length));
        writer.Text(message.Nonce);
        writer.Boolean(message.EndsDevice);
        writer.Blob(message.Bytes.Span);
    }

    private static HeldKey? ReadKey(ref RecordReader reader, IKeyFactory keys)
    {
        ReadOnlyMemory<byte> secret = reader.Blob();
        return secret.IsEmpty ? null : HeldKey.Import(keys, secret.Span);
    }

    private static void Write(RecordWriter writer, HeldKey? key) => writer.Blob(key is null ? [] : key.Secret);
}
