using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 4.</summary>
public sealed class CreateAccountCases : IAsyncDisposable
{
    private readonly World _world = new();

    /// <summary>Oracle O3.</summary>
    public async ValueTask DisposeAsync() => await ServerAssert.NobodyIsLockedOutAsync(_world);

    [Fact]
    public async Task CA_01_a_valid_creation_is_acknowledged_and_stored()
    {
        ForgedDevice device = new(_world);

        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, Create(device));

        StoredAccount stored = (await _world.Store.LoadAsync(device.Identity))!.Value;
        Account account = AccountRecord.Decode(stored.Record);
        Assert.Equal(device.H(device.Recovery.PublicKey), account.RecoveryHash);
        Assert.Equal(device.Key(0).PublicKey, account.Find(device.Device)!.PublicKey);
    }

    [Fact]
    public async Task CA_02_an_exact_retransmission_is_acknowledged_and_changes_nothing()
    {
        ForgedDevice device = new(_world);
        byte[] message = Create(device);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, message);

        await ServerAssert.AcknowledgedWithoutChangeAsync(_world, Operation.CreateAccount, message);
    }

    [Fact]
    public async Task CA_03_the_same_keys_under_another_nonce_are_acknowledged()
    {
        ForgedDevice device = new(_world);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, Create(device));

        await ServerAssert.AcknowledgedWithoutChangeAsync(_world, Operation.CreateAccount, Create(device));
    }

    [Fact]
    public async Task CA_04_another_device_cannot_take_an_identity()
    {
        ForgedDevice owner = new(_world);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, Create(owner));
        ForgedDevice thief = new(_world, owner.Identity);

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, Create(thief), ErrorCode.InvalidIdentity);
    }

    [Fact]
    public async Task CA_05_an_identity_that_does_not_bind_the_recovery_hash_is_refused()
    {
        ForgedDevice device = new(_world);
        device.Identity = device.Device;

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, Create(device), ErrorCode.InvalidIdentity, "underivable");
    }

    [Fact]
    public async Task CA_06_a_device_that_is_not_derived_from_its_keys_is_refused()
    {
        ForgedDevice device = new(_world);
        device.Device = device.H(device.Device);

        Refusal refusal = await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, Create(device), ErrorCode.InvalidDevice, "underivable");

        Assert.NotEqual(refusal["provided"], refusal["calculated"]);
    }

    [Fact]
    public async Task CA_07_a_creation_signed_by_another_key_is_refused()
    {
        ForgedDevice device = new(_world);

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(1)), ErrorCode.InvalidMessage, "signature");
    }

    [Theory, InlineData("\"recoveryHash\":\"\","), InlineData("")]
    public async Task CA_08_a_creation_without_a_recovery_hash_is_refused(string replacement)
    {
        ForgedDevice device = new(_world);
        string request = device.CreateRequest();
        int start = request.IndexOf("\"recoveryHash\"", StringComparison.Ordinal);
        int end = request.IndexOf("\"rotationHash\"", StringComparison.Ordinal);
        string bent = request[..start] + replacement + request[end..];

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, device.Message(bent, device.Key(0)), ErrorCode.InvalidMessage, "payload.request.authentication.recoveryHash");
    }

    [Fact]
    public async Task CA_09_a_commitment_to_the_key_itself_is_refused()
    {
        ForgedDevice device = new(_world);
        string request = Derived(device, device.H(device.Key(0).PublicKey), device.H(device.Recovery.PublicKey));

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, device.Message(request, device.Key(0)), ErrorCode.InvalidHash, "rotation");
    }

    [Theory, InlineData(0), InlineData(1)]
    public async Task CA_10_a_recovery_hash_of_a_device_key_is_refused(int key)
    {
        ForgedDevice device = new(_world);
        string request = Derived(device, device.H(device.Key(1).PublicKey), device.H(device.Key(key).PublicKey));

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, device.Message(request, device.Key(0)), ErrorCode.InvalidHash, "recovery");
    }

    [Fact]
    public async Task CA_12_of_the_same_message_many_times_at_once_one_is_applied_and_all_are_acknowledged()
    {
        ForgedDevice device = new(_world);
        byte[] message = Create(device);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, message))));

        Assert.Equal(1, (await _world.Store.LoadAsync(device.Identity))!.Value.Version);
    }

    [Fact]
    public async Task CA_14_a_deleted_identity_is_never_created_again()
    {
        ForgedDevice device = new(_world);
        byte[] message = Create(device);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, message);
        await ServerAssert.AcknowledgedAsync(_world, Operation.DeleteAccount, device.Gated(device.RotateRequest()));

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, message, ErrorCode.InvalidIdentity, "deleted");
    }

    [Fact]
    public async Task CA_15_a_creation_replayed_after_a_rotation_leaves_the_keys_alone()
    {
        ForgedDevice device = new(_world);
        byte[] message = Create(device);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, message);
        await ServerAssert.AcknowledgedAsync(_world, Operation.RotateDevice, device.Gated(device.RotateRequest()));

        await ServerAssert.AcknowledgedWithoutChangeAsync(_world, Operation.CreateAccount, message);
    }

    [Fact]
    public async Task CA_19_a_boundary_moved_between_two_texts_is_refused_although_the_hash_is_equal()
    {
        ForgedDevice device = new(_world);
        string key = device.Key(0).PublicKey.ToString();
        string request = device.CreateRequest().Replace($"\"{key}\"", $"\"{key[..^1]}\"", StringComparison.Ordinal).Replace("\"rotationHash\":\"", $"\"rotationHash\":\"{key[^1]}", StringComparison.Ordinal);

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, device.Message(request, device.Key(0)), ErrorCode.InvalidMessage);
    }

    private static byte[] Create(ForgedDevice device) => device.Message(device.CreateRequest(), device.Key(0));

    /// <summary>A creation whose derivations are right for these hashes.</summary>
    private string Derived(ForgedDevice device, Utf8Text rotationHash, Utf8Text recoveryHash)
    {
        IHasher hasher = _world.Suite.Hasher;
        Utf8Text key = device.Key(0).PublicKey;
        return $"{{\"authentication\":{{\"device\":\"{Derivations.DeviceOf(hasher, key, rotationHash)}\",\"identity\":\"{Derivations.IdentityOf(hasher, key, rotationHash, recoveryHash)}\",\"publicKey\":\"{key}\",\"recoveryHash\":\"{recoveryHash}\",\"rotationHash\":\"{rotationHash}\"}}}}";
    }
}
