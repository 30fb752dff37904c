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
        await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.RotateDeviceAsync()); // there is room for this one
        Assert.Equal(5, ClientRecord.Decode((await store.ReadAsync())!, _world.Suite.Keys).Pending.Length);

        _world.Network.Replace = null;
        await client.RotateDeviceAsync();
        Assert.False(client.HasPendingOperation);
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task Many_registrations_that_failed_are_no_reason_to_rotate()
    {
        BetterAuthClient client = await _world.NewClientAsync();
        _world.Network.Replace = (path, _) => (path, "{}"u8.ToArray());
        for (int i = 0; i < 4; i++)
        {
            await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.CreateAccountAsync(NewHash()));
        }

        InvalidOperationException full = await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.CreateAccountAsync(NewHash()));
        Assert.StartsWith("Too many registrations", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registration_that_is_refused_again_is_refused_still()
    {
        BetterAuthClient client = await _world.NewClientAsync();
        Utf8Text recovery = NewHash();
        _world.Network.Replace = (path, _) => (path, "{}"u8.ToArray());
        await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.CreateAccountAsync(recovery));
        await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.CreateAccountAsync(recovery));

        _world.Network.Replace = null;
        await client.CreateAccountAsync(recovery);
    }

    [Fact]
    public async Task What_is_missing_is_named_and_nothing_is_sent()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        BetterAuthClient fresh = await _world.NewClientAsync();
        await NothingIsSentAsync(async () =>
        {
            Assert.Equal("options", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await BetterAuthClient.OpenAsync(null!))).ParamName);
            Assert.Equal("container", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await client.LinkDeviceAsync(null!))).ParamName);
            Assert.Equal("path", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await client.MakeAccessRequestAsync(null!, new RawJson("{}"u8.ToArray())))).ParamName);
            Assert.Equal("recoveryKey", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await fresh.RecoverAccountAsync(client.Identity, null!, NewHash()))).ParamName);
            await Assert.ThrowsAsync<ArgumentException>(async () => await _world.NewClientAsync(audience: "not visible"));
        });
    }

    [Fact]
    public async Task A_container_is_for_the_account_it_was_first_made_for()
    {
        (BetterAuthClient one, _) = await _world.NewAccountAsync();
        (BetterAuthClient other, _) = await _world.NewAccountAsync();
        BetterAuthClient fresh = await _world.NewClientAsync();
        string container = await fresh.CreateLinkContainerAsync(one.Identity);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await fresh.CreateLinkContainerAsync(other.Identity));

        await one.LinkDeviceAsync(container);
        await fresh.RotateDeviceAsync();
    }

    [Fact]
    public async Task A_device_that_has_moved_shows_its_container_no_more()
    {
        (BetterAuthClient one, _) = await _world.NewAccountAsync();
        MemoryClientStore store = new();
        BetterAuthClient fresh = await _world.NewClientAsync(store);
        await fresh.CreateLinkContainerAsync(one.Identity);
        ClientState moved = ClientRecord.Decode((await store.ReadAsync())!, _world.Suite.Keys) with { Position = 1 };
        await store.WriteAsync(ClientRecord.Encode(moved));

        BetterAuthClient again = await _world.NewClientAsync(store);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await again.CreateLinkContainerAsync(one.Identity));
    }

    [Fact]
    public async Task A_device_that_turns_out_to_have_left_signs_nothing_more()
    {
        foreach (Func<BetterAuthClient, ValueTask> act in (Func<BetterAuthClient, ValueTask>[])[client => client.RotateDeviceAsync(), client => client.CreateSessionAsync()])
        {
            (BetterAuthClient client, _) = await _world.NewAccountAsync();
            _world.Network.LoseNextAnswer();
            await Assert.ThrowsAsync<IOException>(async () => await client.DeleteAccountAsync());

            await Assert.ThrowsAsync<InvalidOperationException>(async () => await act(client));
            Assert.True(client.Device.IsEmpty);
        }
    }

    [Fact]
    public async Task Once_one_of_what_is_pending_is_known_to_be_applied_the_rest_is_not_sent()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        _world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.ChangeRecoveryKeyAsync(NewHash())); // applied
        _world.Network.OnSend = _ => throw new IOException("No way there.");
        await Assert.ThrowsAsync<IOException>(async () => await client.RotateDeviceAsync());
        _world.Network.OnSend = _ => { };
        int sent = _world.Network.Sent.Count;

        Assert.True(await client.ResumeAsync());

        Assert.Equal(["/recovery/change"], _world.Network.Sent.Skip(sent).Select(message => message.Path));
    }

    private async Task NothingIsSentAsync(Func<Task> call)
    {
        int sent = _world.Network.Sent.Count;
        await call();
        Assert.Equal(sent, _world.Network.Sent.Count);
    }

    private Utf8Text NewHash() => _world.Hash(_world.Suite.Keys.Generate().PublicKey);
}
