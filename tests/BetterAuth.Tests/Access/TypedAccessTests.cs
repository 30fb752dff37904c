using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>Verification into the application's own types, and by exception; with a lock that answers at once, and with one that answers later.</summary>
public sealed class TypedAccessTests
{
    private const string Audience = "shop.example";
    private static readonly AccessTarget Here = new("POST", "/pay");

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_a_verified_caller_said_outlives_the_buffer_it_came_in(bool later)
    {
        (World world, ForgedSession session, LateLock? replayLock) = await NewSessionAsync(later);
        byte[] message = session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}");

        ValueTask<TypedAccessResult<Payment, Rights>> verification = world.Verifier.VerifyAsync<Payment, Rights>(message);
        Assert.Equal(!later, verification.IsCompleted);
        replayLock?.Answer();
        TypedAccessResult<Payment, Rights> result = await verification;
        Array.Fill(message, (byte)'x');
        ForgedDevice other = await NewDeviceAsync(world);
        for (int i = 0; i < 3; i++)
        {
            // Tokens of another device take the pooled state over.
            ForgedSession next = await new ForgedSession(world, other).CreateAsync();
            await world.Verifier.VerifyAsync<Payment, Rights>(next.AccessMessage("{\"to\":\"nobody\",\"amount\":9}"));
        }

        Assert.True(result.IsVerified, result.Refusal?.ToString());
        Assert.Null(result.Refusal);
        Assert.Equal((new Payment("Zoë", 2), new Rights("payer")), (result.Access.Request, result.Access.Attributes));
        Assert.Equal((world.Devices[0].Identity, world.Devices[0].Device), (result.Access.Identity, result.Access.Device));
        Assert.Equal(World.Start + world.Options.Sessions.AccessLifetime, result.Access.Expiry);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_request_of_another_shape_is_refused_by_its_field_and_its_nonce_is_used_up(bool later)
    {
        (World world, ForgedSession session, LateLock? replayLock) = await NewSessionAsync(later);
        replayLock?.Answer();
        byte[] message = session.AccessMessage("{\"to\":\"Zoë\",\"amount\":\"2\"}");

        await RefusedAsync(world, message, ErrorCode.InvalidMessage, "request.amount");

        await RefusedAsync(world, message, ErrorCode.IncorrectNonce);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Attributes_of_another_shape_are_refused_by_their_field_and_the_nonce_is_used_up(bool later)
    {
        (World world, ForgedSession session, LateLock? replayLock) = await NewSessionAsync(later, attributes: "{\"role\":7}");
        replayLock?.Answer();
        byte[] message = session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}");

        await RefusedAsync(world, message, ErrorCode.InvalidMessage, "attributes.role");

        await RefusedAsync(world, message, ErrorCode.IncorrectNonce);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_refused_before_the_lock_is_asked_is_not_read_and_uses_no_nonce_up(bool later)
    {
        (World world, ForgedSession session, LateLock? replayLock) = await NewSessionAsync(later);
        string nonce = world.Devices[0].NewNonce().ToString();

        await RefusedAsync(world, session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}", signer: session.Key(1), nonce: nonce), ErrorCode.InvalidMessage, "signature");

        replayLock?.Answer();
        Assert.Equal(2, (await world.Verifier.VerifyOrThrowAsync<Payment, Rights>(session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}", nonce: nonce))).Request.Amount);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Whoever_asks_by_exception_gets_the_caller_once_and_then_the_exception_of_the_code(bool later)
    {
        (World world, ForgedSession session, LateLock? replayLock) = await NewSessionAsync(later);
        byte[] message = session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}");
        byte[] another = session.AccessMessage("[1]");

        ValueTask<VerifiedAccess> untyped = world.Verifier.VerifyOrThrowAsync(another);
        ValueTask<TypedAccess<Payment, Rights>> typed = world.Verifier.VerifyOrThrowAsync<Payment, Rights>(message);
        Assert.Equal((!later, !later), (untyped.IsCompleted, typed.IsCompleted));
        replayLock?.Answer();

        using (VerifiedAccess access = await untyped)
        {
            Assert.Equal("[1]", access.Request.ToString());
        }

        Assert.Equal("payer", (await typed).Attributes.Role);
        await Assert.ThrowsAsync<IncorrectNonceException>(async () => await world.Verifier.VerifyOrThrowAsync(another));
        await Assert.ThrowsAsync<IncorrectNonceException>(async () => await world.Verifier.VerifyOrThrowAsync<Payment, Rights>(message));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<StaleRequestException>(async () => await world.Verifier.VerifyOrThrowAsync(another));
        await Assert.ThrowsAsync<StaleRequestException>(async () => await world.Verifier.VerifyOrThrowAsync<Payment, Rights>(message));
        InvalidMessageException shape = await Assert.ThrowsAsync<InvalidMessageException>(async () => await world.Verifier.VerifyOrThrowAsync<Payment, Rights>(session.AccessMessage("[1]")));
        Assert.Equal("request", shape.Refusal["field"]);
    }

    [Fact]
    public async Task A_request_that_was_moved_is_refused_however_the_verifier_is_asked()
    {
        (World world, ForgedSession session, _) = await NewSessionAsync(later: false, nonces: NoncePolicy.RequireBound);
        AccessTarget elsewhere = new("POST", "/refund");
        byte[] NewMessage() => session.BoundAccessMessage(Audience, Here, "{\"to\":\"Zoë\",\"amount\":2}");

        Refusal? refusal = (await world.Verifier.VerifyAsync<Payment, Rights>(NewMessage(), elsewhere)).Refusal;
        Assert.Equal((ErrorCode.InvalidMessage, "endpoint"), (refusal?.Code, refusal?["field"]));
        await Assert.ThrowsAsync<InvalidMessageException>(async () => await world.Verifier.VerifyOrThrowAsync<Payment, Rights>(NewMessage(), elsewhere));
        await Assert.ThrowsAsync<InvalidMessageException>(async () => await world.Verifier.VerifyOrThrowAsync(NewMessage(), elsewhere));

        Assert.True((await world.Verifier.VerifyAsync<Payment, Rights>(NewMessage(), Here)).IsVerified);
        Assert.Equal(2, (await world.Verifier.VerifyOrThrowAsync<Payment, Rights>(NewMessage(), Here)).Request.Amount);
        (await world.Verifier.VerifyOrThrowAsync(NewMessage(), Here)).Dispose();
    }

    [Fact]
    public async Task A_lock_that_fails_later_lets_nobody_in_however_the_verifier_is_asked()
    {
        (World world, ForgedSession session, LateLock? replayLock) = await NewSessionAsync(later: true);
        Task<TypedAccessResult<Payment, Rights>> typed = world.Verifier.VerifyAsync<Payment, Rights>(session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}")).AsTask();
        Task<TypedAccess<Payment, Rights>> typedOrThrow = world.Verifier.VerifyOrThrowAsync<Payment, Rights>(session.AccessMessage("{\"to\":\"Zoë\",\"amount\":2}")).AsTask();
        Task<VerifiedAccess> untyped = world.Verifier.VerifyOrThrowAsync(session.AccessMessage()).AsTask();

        replayLock!.Fail(new StoreUnavailableException("gone"));

        foreach (Task verification in (Task[])[typed, typedOrThrow, untyped])
        {
            Assert.Equal("gone", (await Assert.ThrowsAsync<StoreUnavailableException>(() => verification)).Message);
        }
    }

    private static async Task<(World World, ForgedSession Session, LateLock? Lock)> NewSessionAsync(bool later, string attributes = "{\"role\":\"payer\"}", NoncePolicy nonces = NoncePolicy.Compatible)
    {
        LateLock? replayLock = null;
        World world = new(
            configure: options => options with { Attributes = new FixedAttributes(attributes) },
            access: options => options with { Audience = Audience, Nonces = nonces, ReplayLock = later ? replayLock = new LateLock(options.ReplayLock) : options.ReplayLock });
        return (world, await new ForgedSession(world, await NewDeviceAsync(world)).CreateAsync(), replayLock);
    }

    private static async Task<ForgedDevice> NewDeviceAsync(World world)
    {
        ForgedDevice device = new(world);
        await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        return device;
    }

    private static async Task RefusedAsync(World world, byte[] message, ErrorCode code, string? field = null)
    {
        TypedAccessResult<Payment, Rights> result = await world.Verifier.VerifyAsync<Payment, Rights>(message);
        Assert.False(result.IsVerified);
        Assert.Null(result.Access);
        Assert.Equal((code, field), (result.Refusal.Code, result.Refusal["field"]));
    }
}

[BetterAuthMessage]
internal sealed partial record Payment(string To, int Amount);

[BetterAuthMessage]
internal sealed partial record Rights(string Role);
