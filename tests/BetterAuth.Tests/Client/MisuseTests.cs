using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Storage;
using BetterAuth.Tests.Access;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Calls that cannot be meant: they say so, send nothing, and the client goes on.</summary>
public sealed class MisuseTests
{
    private readonly World _world = new();

    [Fact]
    public async Task A_client_with_a_device_creates_and_recovers_no_account()
    {
        (BetterAuthClient client, ISigningKey recovery) = await _world.NewAccountAsync();
        Utf8Text device = client.Device;

        await NothingIsSentAsync(async () => await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.CreateAccountAsync(NewHash())));
        await NothingIsSentAsync(async () => await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.RecoverAccountAsync(client.Identity, recovery, NewHash())));

        Assert.Equal(device, client.Device);
        await client.RotateDeviceAsync();
    }

    [Theory, InlineData(""), InlineData("{}"), InlineData("{\"payload\":{},\"signature\":\"\"}"), InlineData("nonsense")]
    public async Task A_text_that_is_no_container_is_refused_before_anything_is_signed(string container)
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();

        await NothingIsSentAsync(async () =>
        {
            InvalidMessageException exception = await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.LinkDeviceAsync(container));
            Assert.StartsWith("link", exception.Refusal["field"], StringComparison.Ordinal);
        });

        await client.RotateDeviceAsync();
    }

    [Fact]
    public async Task Without_a_session_there_is_no_access_request()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();

        await NothingIsSentAsync(async () => await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.MakeAccessRequestAsync("/echo", new RawJson("{}"u8.ToArray()))));
    }

    [Fact]
    public async Task An_application_s_answer_of_another_shape_is_refused_by_its_field()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        await client.CreateSessionAsync();

        InvalidMessageException exception = await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.MakeAccessRequestAsync<Payment, Rights>("/echo", new("Zoë", 2)));

        Assert.StartsWith("payload.response.", exception.Refusal["field"], StringComparison.Ordinal);
        Assert.Equal(new Payment("Zoë", 2), await client.MakeAccessRequestAsync<Payment, Payment>("/echo", new("Zoë", 2)));
    }

    [Fact]
    public async Task A_device_with_many_messages_pending_can_still_rotate_which_settles_them()
    {
        MemoryClientStore store = new();
        BetterAuthClient client = await _world.NewClientAsync(store);
        await client.CreateAccountAsync(NewHash());
        _world.Network.Replace = (path, _) => (path, "{}"u8.ToArray());
        for (int i = 0; i < 4; i++)
        {
            await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.ChangeRecoveryKeyAsync(NewHash()));
        }

        InvalidOperationException full = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.ChangeRecoveryKeyAsync(NewHash()));
        Assert.Contains("rotate the device", full.Message, StringComparison.Ordinal);
        Assert.Equal(4, ClientRecord.Decode((await store.ReadAsync())!, _world.Suite.Keys).Pending.Length);

        _world.Network.Replace = null;
        await client.RotateDeviceAsync();
        Assert.False(client.HasPendingOperation);
        await client.CreateSessionAsync();
    }

    private async Task NothingIsSentAsync(Func<Task> call)
    {
        int sent = _world.Network.Sent.Count;
        await call();
        Assert.Equal(sent, _world.Network.Sent.Count);
    }

    private Utf8Text NewHash() => _world.Hash(_world.Suite.Keys.Generate().PublicKey);
}
