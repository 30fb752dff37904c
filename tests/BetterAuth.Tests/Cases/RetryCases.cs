using System.Buffers.Text;
using System.Numerics;
using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Sqlite;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Storage.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 16: one content, however often and wherever it comes.</summary>
public sealed class RetryCases : CaseBase
{
    private static readonly Operation[] Gated = [Operation.RotateDevice, Operation.LinkDevice, Operation.UnlinkDevice, Operation.ChangeRecoveryKey, Operation.DeleteAccount];

    public static TheoryData<Operation> GatedOperations { get; } = [.. Gated];

    [Theory, MemberData(nameof(GatedOperations))]
    public async Task X_02_X_04_of_copies_at_four_nodes_at_once_all_are_acknowledged_and_one_is_applied(Operation operation)
    {
        await using DatabaseFolder folder = new();
        string path = folder.NewFile();
        SqliteAccountStore[] stores = [await folder.OpenAsync(path), await folder.OpenAsync(path), await folder.OpenAsync(path), await folder.OpenAsync(path)];
        Node[] nodes = [.. stores.Select(store => new Node(World, store))];
        ForgedDevice device = new(World);
        Assert.Null(await nodes[0].SendAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0))));
        byte[] message = device.Gated(RequestOf(device, operation));

        Refusal?[] refusals = await Task.WhenAll(Enumerable.Range(0, 16).Select(copy => Task.Run(() => nodes[copy % 4].SendAsync(operation, message))));

        Assert.All(refusals, Assert.Null);
        Assert.Equal(2, (await stores[3].LoadAsync(device.Identity))!.Value.Version);
        Assert.All(await Task.WhenAll(nodes.Select(node => node.SendAsync(operation, message))), Assert.Null);
        Assert.Equal(2, (await stores[0].LoadAsync(device.Identity))!.Value.Version);
    }

    [Theory, MemberData(nameof(GatedOperations))]
    public async Task X_07_X_08_the_same_content_under_another_nonce_is_acknowledged_when_it_is_signed(Operation operation)
    {
        ForgedDevice device = await NewAccountAsync();
        string request = RequestOf(device, operation);
        await AcknowledgedAsync(operation, device.Message(request, device.Key(1)));

        await AcknowledgedWithoutChangeAsync(operation, device.Message(request, device.Key(1)));
        await RefusedAsync(operation, device.Message(request, device.Key(2)), ErrorCode.InvalidMessage, "signature");
    }

    [Theory, MemberData(nameof(GatedOperations))]
    public async Task X_09_the_other_signature_of_the_same_message_is_the_same_message(Operation operation)
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] message = device.Gated(RequestOf(device, operation));
        await AcknowledgedAsync(operation, message);

        byte[] twin = TwinOf(message);
        Assert.NotEqual(message, twin);
        await AcknowledgedWithoutChangeAsync(operation, twin);
    }

    [Fact]
    public async Task X_16_a_creation_repeated_after_the_deletion_is_refused()
    {
        ForgedDevice device = new(World);
        byte[] create = device.Message(device.CreateRequest(), device.Key(0));
        await AcknowledgedAsync(Operation.CreateAccount, create);
        await MoveAsync(device, Operation.DeleteAccount, device.RotateRequest());

        await RefusedAsync(Operation.CreateAccount, create, ErrorCode.InvalidIdentity, "deleted");
    }

    [Fact]
    public async Task X_19_an_account_without_digests_is_served_as_the_reference_serves_it_and_gets_them_with_its_next_operation()
    {
        // As an account looks that was taken over from a server that keeps none.
        ForgedDevice device = await NewAccountAsync();
        byte[] rotate = await RotateAsync(device);
        StoredAccount stored = (await World.Store.LoadAsync(device.Identity))!.Value;
        Account bare = AccountRecord.Decode(stored.Record) with { CreateDigest = default };
        bare = bare with { Devices = [.. bare.Devices.Select(known => known with { LastDigest = default })] };
        Assert.Equal(CommitOutcome.Committed, (await World.Store.CommitAsync(new() { Identity = device.Identity, ExpectedVersion = stored.Version, Record = AccountRecord.Encode(bare) })).Outcome);

        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, rotate); // the state it asks for holds (section 4.1)
        string bound = device.RotateRequest(key: 1, rotationHash: World.Hash(device.Key(2).PublicKey));
        await RefusedAsync(Operation.RotateDevice, device.Message(bound, device.Key(1), device.BoundNonceFor(Operation.RotateDevice, bound)), ErrorCode.InvalidHash, "rotation");

        byte[] change = await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash()));
        await AcknowledgedWithoutChangeAsync(Operation.ChangeRecoveryKey, change);
    }

    private string RequestOf(ForgedDevice device, Operation operation) => operation switch
    {
        Operation.LinkDevice => device.LinkRequest(new ForgedDevice(World, device.Identity).Container()),
        Operation.UnlinkDevice => device.UnlinkRequest(device.Device),
        Operation.ChangeRecoveryKey => device.ChangeRequest(FreshHash()),
        _ => device.RotateRequest(),
    };

    /// <summary>(r, n−s) in the place of (r, s): valid for the same bytes and the same key.</summary>
    private static byte[] TwinOf(byte[] message)
    {
        BigInteger order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        string text = Encoding.UTF8.GetString(message);
        int start = text.LastIndexOf("\"signature\":\"", StringComparison.Ordinal) + 13;
        byte[] raw = Base64Url.DecodeFromChars("AA" + text.AsSpan(start + 2, 86).ToString()); // 0I: two bytes of lead, then r and s
        BigInteger s = new(raw.AsSpan(34, 32), isUnsigned: true, isBigEndian: true);
        byte[] other = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        raw.AsSpan(34, 32).Clear();
        other.CopyTo(raw.AsSpan(66 - other.Length));
        return Encoding.UTF8.GetBytes(text[..(start + 2)] + Base64Url.EncodeToString(raw)[2..] + text[(start + 88)..]);
    }
}
