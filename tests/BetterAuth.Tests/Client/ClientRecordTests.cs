using System.Buffers.Binary;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Records that no client wrote.</summary>
public class ClientRecordTests
{
    // version 1, identity 2, device 2, three keys of 4 bytes each, position 8: then the pending messages.
    private const int PendingAt = 1 + 2 + 2 + 12 + 8;

    [Fact]
    public void A_message_of_an_operation_that_does_not_exist_is_refused()
    {
        byte[] record = ClientRecord.Encode(ClientState.Empty with { Pending = [new PendingMessage(Operation.RefreshSession, default, default, default, false)] });
        Assert.Equal((byte)Operation.RefreshSession, record[PendingAt + 4]);
        ClientRecord.Decode(record, ClientStates.Keys);
        record[PendingAt + 4]++;

        Assert.Throws<InvalidDataException>(() => ClientRecord.Decode(record, ClientStates.Keys));
    }

    [Fact]
    public void Fewer_messages_than_none_are_refused()
    {
        byte[] record = ClientRecord.Encode(ClientState.Empty);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(PendingAt), -1);

        Assert.Throws<InvalidDataException>(() => ClientRecord.Decode(record, ClientStates.Keys));
    }

    [Fact]
    public void A_secret_of_another_length_is_damage_and_the_message_does_not_tell_it()
    {
        byte[] empty = ClientRecord.Encode(ClientState.Empty);
        byte[] record = [.. empty[..5], 3, 0, 0, 0, 7, 7, 7, .. empty[9..]];

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => ClientRecord.Decode(record, BetterAuth.Cryptography.CryptographicSuite.Default.Keys));
        Assert.Contains("The client record is damaged.", refused.Message, StringComparison.Ordinal);
        Assert.Null(refused.InnerException);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3_155_378_976_000_000_000)]
    [InlineData(long.MaxValue)]
    public void A_session_that_ends_at_no_time_is_refused(long ticks)
    {
        HeldKey key = HeldKey.Generate(ClientStates.Keys);
        byte[] record = ClientRecord.Encode(ClientState.Empty with { Session = new ClientSession { Token = default, Expiry = DateTimeOffset.MaxValue, Current = key, Next = key } });

        // From the end: no pending message 1, no future key 4, two keys of 4 + 8.
        Span<byte> expiry = record.AsSpan(record.Length - 1 - 4 - 24 - 8, 8);
        Assert.Equal(DateTimeOffset.MaxValue, ClientRecord.Decode(record, ClientStates.Keys).Session!.Expiry);
        BinaryPrimitives.WriteInt64LittleEndian(expiry, ticks);

        Assert.Throws<InvalidDataException>(() => ClientRecord.Decode(record, ClientStates.Keys));
    }

    [Fact]
    public void A_session_without_a_key_is_refused()
    {
        HeldKey key = HeldKey.Generate(ClientStates.Keys);
        byte[] record = ClientRecord.Encode(ClientState.Empty with { Session = new ClientSession { Token = default, Expiry = default, Current = key, Next = key } });
        byte[] without = [.. record[..^(1 + 4 + 12)], 0, 0, 0, 0, .. record[^5..]];

        Assert.Throws<InvalidDataException>(() => ClientRecord.Decode(without, ClientStates.Keys));
    }

    [Fact]
    public void A_record_of_another_version_says_so() =>
        Assert.Contains("version 3", Assert.Throws<InvalidDataException>(() => ClientRecord.Decode(new byte[] { 3 }, ClientStates.Keys)).Message, StringComparison.Ordinal);
}
