using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Nonces that are bound to one operation with one content: what they close, and for whom (exactly-once operations, section 7).</summary>
public sealed class BoundNonceCases : CaseBase
{
    private static World Strict { get; } = new(configure: options => options with { Nonces = NoncePolicy.RequireBound });

    [Theory]
    [InlineData(Operation.RotateDevice, Operation.DeleteAccount)]
    [InlineData(Operation.DeleteAccount, Operation.RotateDevice)]
    public async Task DA_10_RO_17_a_bound_rotate_deletes_nothing_and_a_bound_delete_rotates_nothing(Operation home, Operation endpoint)
    {
        ForgedDevice device = await NewAccountAsync();
        string request = device.RotateRequest();
        byte[] message = device.Message(request, device.Key(1), device.BoundNonceFor(home, request));

        await RefusedAsync(endpoint, message, ErrorCode.InvalidMessage, "endpoint");
        await AcknowledgedAsync(home, message);
    }

    [Fact]
    public async Task CA_17_RC_07_a_creation_and_a_change_of_the_recovery_key_are_told_apart()
    {
        ForgedDevice device = await NewAccountAsync();
        string request = device.ChangeRequest(FreshHash());
        byte[] message = device.Message(request, device.Key(1), device.BoundNonceFor(Operation.ChangeRecoveryKey, request));

        await RefusedAsync(Operation.CreateAccount, message, ErrorCode.InvalidMessage, "endpoint");
    }

    [Fact]
    public async Task A_nonce_that_was_bound_to_another_content_is_an_ordinary_one()
    {
        ForgedDevice device = await NewAccountAsync();
        Utf8Text nonce = device.BoundNonceFor(Operation.DeleteAccount, device.RotateRequest(rotationHash: FreshHash()));

        await AcknowledgedAsync(Operation.RotateDevice, device.Message(device.RotateRequest(), device.Key(1), nonce));
    }

    [Fact]
    public async Task DA_11_RS_05_ordinary_nonces_are_refused_where_bound_ones_are_required()
    {
        ForgedDevice device = new(Strict);
        string create = device.CreateRequest();
        byte[] ordinary = device.Message(create, device.Key(0));
        await ServerAssert.RefusedAsync(Strict, Operation.CreateAccount, ordinary, ErrorCode.InvalidMessage, "payload.access.nonce");
        await ServerAssert.AcknowledgedAsync(Strict, Operation.CreateAccount, device.Message(create, device.Key(0), device.BoundNonceFor(Operation.CreateAccount, create)));

        await ServerAssert.RefusedAsync(Strict, Operation.DeleteAccount, device.Gated(device.RotateRequest()), ErrorCode.InvalidMessage, "payload.access.nonce");
        byte[] request = Encoding.UTF8.GetBytes($"{{\"payload\":{{\"access\":{{\"nonce\":\"{device.NewNonce()}\"}},\"request\":{{\"authentication\":{{\"identity\":\"{device.Identity}\"}}}}}}}}");
        await ServerAssert.RefusedAsync(Strict, Operation.RequestSession, request, ErrorCode.InvalidMessage, "payload.access.nonce");
    }

    [Fact]
    public async Task Our_client_binds_every_nonce_so_it_works_where_they_are_required()
    {
        World strict = new(configure: options => options with { Nonces = NoncePolicy.RequireBound });
        (BetterAuthClient client, _) = await strict.NewAccountAsync();
        BetterAuthClient second = await strict.NewClientAsync();
        await client.LinkDeviceAsync(await second.CreateLinkContainerAsync(client.Identity));
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
        await client.RefreshSessionAsync();
        await client.UnlinkDeviceAsync(second.Device);
        ISigningKey next = strict.Suite.Keys.Generate();
        await client.ChangeRecoveryKeyAsync(strict.Hash(next.PublicKey));
        BetterAuthClient found = await strict.NewClientAsync();
        await found.RecoverAccountAsync(client.Identity, next, strict.Hash(strict.Suite.Keys.Generate().PublicKey));
        await found.DeleteAccountAsync();
    }

    [Fact]
    public async Task RO_20_an_acknowledgement_of_a_bound_rotate_means_this_very_rotate()
    {
        ForgedDevice device = await NewAccountAsync();
        string rotate = device.RotateRequest();
        byte[] bound = device.Message(rotate, device.Key(1), device.BoundNonceFor(Operation.RotateDevice, rotate));
        await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash()));

        await RefusedAsync(Operation.RotateDevice, bound, ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public void Nonces_of_one_request_are_all_different_and_all_bound_to_it_alone()
    {
        Hash256 request = Hash256.Of("{}"u8);
        HashSet<string> nonces = [];
        NonceCounter counter = new(World.Suite.Noncer);
        byte[] value = new byte[INoncer.ValueLength];
        for (int i = 0; i < 1000; i++)
        {
            BoundNonce.Create(Operation.RotateDevice, request, counter, value);
            Assert.True(nonces.Add(Convert.ToHexString(value)));
        }

        Assert.Equal(NonceBinding.Bound, BoundNonce.Classify(Operation.RotateDevice, value, request));
        Assert.All(Operations.All.Where(operation => operation != Operation.RotateDevice), operation => Assert.Equal(NonceBinding.Misrouted, BoundNonce.Classify(operation, value, request)));
        Assert.Equal(NonceBinding.None, BoundNonce.Classify(Operation.RotateDevice, value, Hash256.Of("{} "u8)));
    }

    [Fact]
    public void Classifying_a_nonce_allocates_nothing()
    {
        Hash256 request = Hash256.Of("{}"u8);
        byte[] value = new byte[INoncer.ValueLength];

        Allocations.None(() => BoundNonce.Classify(Operation.RotateDevice, value, request));
    }
}
