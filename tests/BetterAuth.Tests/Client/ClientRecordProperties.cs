using BetterAuth.Client;
using BetterAuth.Tests.Support;
using CsCheck;

namespace BetterAuth.Tests.Client;

/// <summary>The client record: every state comes back, and bytes that no client wrote are no state.</summary>
public class ClientRecordProperties
{
    [Property]
    public void What_is_written_is_read() => ClientStates.All.Holds(state =>
    {
        ClientState read = ClientRecord.Decode(ClientRecord.Encode(state), ClientStates.Keys);
        Assert.Equal(Names(state), Names(read));
        Assert.Equal(
            (state.Identity, state.Device, state.Position, state.IsServerExactlyOnce, state.Session?.Token, state.Session?.Expiry),
            (read.Identity, read.Device, read.Position, read.IsServerExactlyOnce, read.Session?.Token, read.Session?.Expiry));
        Assert.Equal(ClientRecord.Encode(state), ClientRecord.Encode(read));
    });

    [Property]
    public void A_record_that_was_cut_or_grew_is_refused() => Gen.Select(ClientStates.All, Gen.Int[0, 1 << 16]).Holds(sample =>
    {
        byte[] record = ClientRecord.Encode(sample.Item1);
        return IsRefused(record[..(sample.Item2 % record.Length)]) && IsRefused([.. record, 0]);
    });

    [Property]
    public void A_changed_record_is_refused_as_damaged_or_is_the_one_form_of_another_state() => Gen.Select(ClientStates.All, Gen.Int[0, 1 << 16], Gen.Byte[1, 255]).Holds(sample =>
    {
        byte[] record = ClientRecord.Encode(sample.Item1);
        record[sample.Item2 % record.Length] ^= sample.Item3;
        return IsRefused(record) || ClientRecord.Encode(ClientRecord.Decode(record, ClientStates.Keys)).AsSpan().SequenceEqual(record);
    });

    [Property]
    public void A_state_owns_what_it_was_read_from() => ClientStates.All.Holds(state =>
    {
        byte[] record = ClientRecord.Encode(state), buffer = [.. record];
        ClientState read = ClientRecord.Decode(buffer, ClientStates.Keys);
        Array.Clear(buffer);
        return ClientRecord.Encode(read).AsSpan().SequenceEqual(record);
    });

    private static bool IsRefused(byte[] record)
    {
        try
        {
            ClientRecord.Decode(record, ClientStates.Keys);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    // By value: states hold arrays and keys, which compare by reference.
    private static string Names(ClientState state) => string.Join('\n', (string[])
    [
        Key(state.Current), Key(state.Next), Key(state.Future),
        .. state.Pending.Select(Name), "acknowledged", .. state.Acknowledged.Select(Name), Name(state.Registration),
        Key(state.Session?.Current), Key(state.Session?.Next), Key(state.Session?.Future), Name(state.Session?.Pending),
    ]);

    private static string Name(PendingMessage? message)
    {
        byte[] digest = new byte[32];
        message?.Digest.CopyTo(digest);
        return message is null
            ? "none"
            : $"{message.Operation} {Convert.ToHexString(digest)} {Convert.ToHexString(message.Nonce.Span)} {message.EndsDevice} {Convert.ToHexString(message.Bytes.Span)} "
                + $"{message.Registers?.Identity} {message.Registers?.Device} {Key(message.Registers?.Current)} {Key(message.Registers?.Next)}";
    }

    private static string Key(HeldKey? key) => key is null ? "none" : Convert.ToHexString(key.Secret) + key.PublicKey;
}
