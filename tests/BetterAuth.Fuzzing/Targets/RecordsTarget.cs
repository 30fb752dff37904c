using System.Collections.Immutable;
using System.Security.Cryptography;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.Worlds;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.Storage;
using BetterAuth.Storage.Files;
using BetterAuth.Tests.Storage.Files;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// What is kept. An input is: what (1), bytes. What: a client's record, an account's record, a server's key record, or an encrypted file. A record is refused by the documented exception or is, written again,
/// the same bytes; a file is refused, or gives a record that was written into it, and takes another.
/// </summary>
internal sealed class RecordsTarget : FuzzTarget
{
    private const int HeadLength = 1;
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;
    private static readonly byte[][] Written = [EncryptedFiles.RecordOf(1, 100), EncryptedFiles.RecordOf(2, 100), EncryptedFiles.RecordOf(3, 5000)];

    public override string Name => "records";

    public override IReadOnlyList<Mutation> Mutations { get; } =
        Behind.Head(HeadLength, [.. ByteMutations.All, ByteMutations.Number, ByteMutations.Number, ChecksumMutations.Header, ChecksumMutations.Slot, ChecksumMutations.Slot]);

    public override int MaxLength => 32 * 1024;

    public override int TestedInputs => 2_500;

    public override IReadOnlyList<string> MustHappen => ["client", "account", "server keys", "file", "client refused", "account refused", "server keys refused", "file refused"];

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        foreach ((string name, byte[] record) in ClientRecords().Result)
        {
            yield return ($"client-{name}.bin", [0, .. record]);
        }

        FixedWorld world = new();
        yield return ("account.bin", [1, .. world.Store.LoadAsync(world.Device.Identity).AsTask().Result!.Value.Record.Span]);
        yield return ("account-deleted.bin", [1, .. AccountRecord.Encode(new Account { DeletedAt = World.Start, DeleteDigest = OperationDigest.Of(Operation.DeleteAccount, "{}"u8) })]);
        using (ServerKeys keys = ServerKeys.Generate(Suite), former = ServerKeys.Generate(Suite))
        {
            yield return ("server-keys.bin", [2, .. ServerKeyRecord.Encode(keys, Suite)]);
            using ServerKeys rotated = new(keys.ResponseKey, keys.AccessKey, new ChallengeKeys(keys.ChallengeKeys.Current, former.ChallengeKeys.Current), [former.ResponseKey], [former.AccessKey]);
            yield return ("server-keys-rotated.bin", [2, .. ServerKeyRecord.Encode(rotated, Suite)]);
        }

        yield return ("file-new.bin", [3, .. EncryptedFiles.DiskWith().Content]);
        yield return ("file-one.bin", [3, .. EncryptedFiles.DiskWith(Written[0]).Content]);
        yield return ("file-two.bin", [3, .. EncryptedFiles.DiskWith(Written[0], Written[1]).Content]);
        yield return ("file-long.bin", [3, .. EncryptedFiles.DiskWith(Written[1], Written[2]).Content]);
        foreach ((byte what, string name) in new[] { ((byte)0, "client"), ((byte)1, "account"), ((byte)2, "server-keys"), ((byte)3, "file") })
        {
            yield return ($"{name}-empty.bin", [what]);
        }
    }

    public override void Run(byte[] input)
    {
        byte[] record = input[Math.Min(HeadLength, input.Length)..];
        switch (input.Length == 0 ? 0 : input[0] % 4)
        {
            case 0:
                Same("client", record, bytes => ClientRecord.Encode(ClientRecord.Decode(bytes, Suite.Keys)));
                break;
            case 1:
                Same("account", record, bytes => AccountRecord.Encode(AccountRecord.Decode(bytes)));
                break;
            case 2:
                Same("server keys", record, KeysAgain);
                break;
            default:
                CheckFile(record);
                break;
        }
    }

    private void Same(string what, byte[] record, Func<byte[], byte[]> readAndWrite)
    {
        byte[] again;
        try
        {
            again = readAndWrite(record);
        }
        catch (InvalidDataException)
        {
            Count(what + " refused");
            return;
        }

        Count(what);
        Oracle.Same(record, again, $"{what}: written again");
    }

    private static byte[] KeysAgain(byte[] record)
    {
        using ServerKeys keys = ServerKeyRecord.Decode(record, Suite);
        return ServerKeyRecord.Encode(keys, Suite);
    }

    private void CheckFile(byte[] content)
    {
        FakeDisk disk = new(content);
        try
        {
            using EncryptedFile file = new(disk, EncryptedFiles.Protector);
            byte[]? record = file.Read();
            Oracle.Holds(record is null || Written.Any(written => written.AsSpan().SequenceEqual(record)), "a record that nobody wrote");
            file.Write(Written[1]);
        }
        catch (Exception exception) when (exception is InvalidDataException or CryptographicException)
        {
            Count("file refused");
            Oracle.Same(content, disk.Content, "a file that was refused is another one");
            return;
        }

        Count("file");
        Oracle.Same(Written[1], EncryptedFiles.Read(disk.Content) ?? [], "what was written last");
    }

    /// <summary>Records of clients in every state: without a device, with one, with a session, with messages whose outcome is not known.</summary>
    private static async Task<List<(string Name, byte[] Record)>> ClientRecords()
    {
        World world = new();
        MemoryClientStore store = new();
        List<(string, byte[])> records = [];
        async Task KeepAsync(string name) => records.Add((name, (await store.ReadAsync())!));
        BetterAuthClient client = await world.NewClientAsync(store);
        world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.CreateAccountAsync(world.Hash(world.Suite.Keys.Generate().PublicKey)));
        await KeepAsync("registering");
        await client.ResumeAsync();
        await KeepAsync("device");
        await client.CreateSessionAsync();
        await KeepAsync("session");
        world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.RefreshSessionAsync());
        world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.RotateDeviceAsync());
        await KeepAsync("pending");
        await client.ResumeAsync();
        await client.DeleteAccountAsync();
        await KeepAsync("left");
        return records;
    }
}
