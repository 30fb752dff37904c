using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 8.</summary>
public sealed class LinkDeviceCases : CaseBase
{
    [Fact]
    public async Task LK_01_a_link_registers_the_device_and_moves_the_endorser_in_one_commit()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = await LinkAsync(endorser);

        Assert.Equal(2, (await World.Store.LoadAsync(endorser.Identity))!.Value.Version);
        await RotateAsync(endorser);
        await RotateAsync(linked);
    }

    [Fact]
    public async Task LK_02_a_repeated_link_is_acknowledged_and_changes_nothing()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = new(World, endorser.Identity);
        string request = endorser.LinkRequest(linked.Container());
        byte[] again = endorser.Gated(request);
        byte[] message = await MoveAsync(endorser, Operation.LinkDevice, request);

        await AcknowledgedWithoutChangeAsync(Operation.LinkDevice, message);
        await AcknowledgedWithoutChangeAsync(Operation.LinkDevice, again);
    }

    [Fact]
    public async Task LK_03_a_stranger_cannot_link_himself_to_an_account()
    {
        ForgedDevice victim = await NewAccountAsync();
        ForgedDevice attacker = new(World, victim.Identity) { Position = 0 };
        string request = $"{{\"authentication\":{{\"device\":\"{victim.Device}\",\"identity\":\"{victim.Identity}\",\"publicKey\":\"{attacker.Key(5).PublicKey}\",\"rotationHash\":\"{FreshHash()}\"}},\"link\":{attacker.Container()}}}";

        await RefusedAsync(Operation.LinkDevice, attacker.Message(request, attacker.Key(5)), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task LK_04_LK_05_an_unknown_device_and_an_unknown_identity_cannot_endorse()
    {
        ForgedDevice owner = await NewAccountAsync();
        ForgedDevice stranger = new(World, owner.Identity);
        await RefusedAsync(Operation.LinkDevice, stranger.Gated(stranger.LinkRequest(new ForgedDevice(World, owner.Identity).Container())), ErrorCode.InvalidDevice, "unknown");

        ForgedDevice nobody = new(World);
        await RefusedAsync(Operation.LinkDevice, nobody.Gated(nobody.LinkRequest(new ForgedDevice(World, nobody.Identity).Container())), ErrorCode.InvalidIdentity, "unknown");
    }

    [Fact]
    public async Task LK_06_LK_21_a_container_for_another_identity_is_refused()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice other = await NewAccountAsync();
        ForgedDevice linked = new(World, other.Identity);

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(linked.Container())), ErrorCode.MismatchedIdentities);
    }

    [Fact]
    public async Task LK_07_a_container_whose_device_is_not_derived_from_its_keys_is_refused()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = new(World, endorser.Identity) { Device = FreshHash() };

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(linked.Container())), ErrorCode.InvalidDevice, "underivable");
    }

    [Fact]
    public async Task LK_08_LK_09_a_container_must_be_signed_by_its_own_key_over_its_own_bytes()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = new(World, endorser.Identity);
        const string Field = "payload.request.link.signature";

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(linked.Container(signer: endorser.Key(1)))), ErrorCode.InvalidMessage, Field);
        string spaced = linked.Container().Replace("{\"authentication\":", "{ \"authentication\":", StringComparison.Ordinal);
        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(spaced)), ErrorCode.InvalidMessage, Field);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task LK_10_LK_11_a_device_that_exists_is_refused_and_the_endorser_stays_where_it_is(bool revoked)
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = await LinkAsync(endorser);
        if (revoked)
        {
            await MoveAsync(endorser, Operation.UnlinkDevice, endorser.UnlinkRequest(linked.Device));
        }

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(linked.Container())), ErrorCode.InvalidDevice, "exists");
        await RotateAsync(endorser);
    }

    [Theory, InlineData(1), InlineData(2)]
    public async Task LK_12_a_container_with_a_key_of_the_endorser_is_refused(int key)
    {
        ForgedDevice endorser = await NewAccountAsync();
        ISigningKey stolen = endorser.Key(key);
        Utf8Text rotationHash = FreshHash();
        Utf8Text device = Derivations.DeviceOf(World.Suite.Hasher, stolen.PublicKey, rotationHash);
        string payload = $"{{\"authentication\":{{\"device\":\"{device}\",\"identity\":\"{endorser.Identity}\",\"publicKey\":\"{stolen.PublicKey}\",\"rotationHash\":\"{rotationHash}\"}}}}";
        string container = $"{{\"payload\":{payload},\"signature\":\"{ForgedDevice.Sign(payload, stolen)}\"}}";

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(container)), ErrorCode.InvalidDevice);
    }

    [Fact]
    public async Task LK_13_a_container_that_commits_to_its_own_key_is_refused()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = new(World, endorser.Identity);
        Utf8Text self = World.Hash(linked.Key(0).PublicKey);
        linked.Device = Derivations.DeviceOf(World.Suite.Hasher, linked.Key(0).PublicKey, self);

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(linked.Container(rotationHash: self))), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task LK_14_LK_16_LK_17_only_one_container_counts_as_a_container()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = new(World, endorser.Identity);
        string container = linked.Container();

        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest($"[{container},{container}]")), ErrorCode.InvalidMessage);
        string message = System.Text.Encoding.UTF8.GetString(linked.Message(linked.CreateRequest(), linked.Key(0)));
        await RefusedAsync(Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(message)), ErrorCode.InvalidMessage);
        foreach (Operation operation in Operations.All)
        {
            await RefusedAsync(operation, System.Text.Encoding.UTF8.GetBytes(container), ErrorCode.InvalidMessage);
        }
    }

    [Fact]
    public async Task LK_22_of_two_endorsements_of_one_container_exactly_one_is_applied_and_the_other_endorser_stays()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        string container = new ForgedDevice(World, first.Identity).Container();
        byte[][] messages = [first.Gated(first.LinkRequest(container)), second.Gated(second.LinkRequest(container))];

        Refusal?[] refusals = await Task.WhenAll(messages.Select(message => Task.Run(async () => (await World.ExecuteAsync(Operation.LinkDevice, message)).Refusal)));

        Refusal refused = Assert.Single(refusals, refusal => refusal is not null)!;
        Assert.Equal(ErrorCode.InvalidDevice, refused.Code);
        await RotateAsync(refusals[0] is null ? second : first);
    }

    [Fact]
    public async Task LK_23_one_device_more_than_the_limit_is_refused()
    {
        World small = new(configure: options => options with { MaxDevices = 2 });
        ForgedDevice endorser = await NewAccountAsync(small);
        ForgedDevice linked = new(small, endorser.Identity);
        await ServerAssert.AcknowledgedAsync(small, Operation.LinkDevice, endorser.Gated(endorser.LinkRequest(linked.Container())));
        endorser.Position++;

        byte[] third = endorser.Gated(endorser.LinkRequest(new ForgedDevice(small, endorser.Identity).Container()));

        await ServerAssert.RefusedAsync(small, Operation.LinkDevice, third, ErrorCode.InvalidDevice, "limit");
    }

    [Fact]
    public async Task LK_24_a_revoked_device_endorses_nobody()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));

        await RefusedAsync(Operation.LinkDevice, second.Gated(second.LinkRequest(new ForgedDevice(World, first.Identity).Container())), ErrorCode.InvalidDevice, "revoked");
    }

    [Fact]
    public async Task LK_25_X_13_a_replayed_link_does_not_bring_a_device_back()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedDevice third = new(World, first.Identity);
        byte[] link = await MoveAsync(first, Operation.LinkDevice, first.LinkRequest(third.Container()));
        await MoveAsync(second, Operation.UnlinkDevice, second.UnlinkRequest(third.Device));

        await AcknowledgedWithoutChangeAsync(Operation.LinkDevice, link);
        Assert.True((await LoadAsync(first.Identity)).Find(third.Device)!.IsRevoked);
    }
}
