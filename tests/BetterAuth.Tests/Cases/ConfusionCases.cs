using System.Text;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 13: messages of one endpoint at another. Ten kinds at nine other endpoints and the access verifier, access requests at ten endpoints: 110 pairs.</summary>
public sealed class ConfusionCases
{
    private const string Audience = "shop.example";

    private static readonly AccessTarget Here = new("POST", "/echo");

    private static World Compatible { get; } = new(access: options => options with { Audience = Audience });

    private static World Strict { get; } = new(
        configure: options => options with { Nonces = NoncePolicy.RequireBound },
        access: options => options with { Audience = Audience, Nonces = NoncePolicy.RequireBound });

    private static IReadOnlyList<Operation?> Kinds { get; } = [.. Operations.All.Select(operation => (Operation?)operation), null];

    [Fact]
    public async Task XE_01_a_bound_message_is_refused_everywhere_but_where_it_belongs()
    {
        int refused = 0;
        foreach ((Operation? home, Operation? endpoint) in Pairs)
        {
            Prepared prepared = await PrepareAsync(Compatible, home);
            byte[] message = prepared.Bound();

            await RefusedAsync(Compatible, endpoint, message, home, mayBeOther: false);
            refused++;
            await AcceptedAsync(Compatible, home, message);
        }

        Assert.Equal(110, refused);
    }

    [Fact]
    public async Task XE_02_XE_07_XE_08_an_ordinary_message_is_refused_everywhere_but_where_it_belongs_except_rotate_and_delete()
    {
        int refused = 0, executed = 0;
        foreach ((Operation? home, Operation? endpoint) in Pairs)
        {
            byte[] message = (await PrepareAsync(Compatible, home)).Ordinary();
            if (IsTwin(home, endpoint))
            {
                await AcceptedAsync(Compatible, endpoint, message); // the same bytes on the wire: closed by request-bound nonces alone
                executed++;
                continue;
            }

            // A creation and a change of the recovery key have one shape too; what they say tells them apart.
            bool isShape = (home, endpoint) is (Operation.CreateAccount, Operation.ChangeRecoveryKey) or (Operation.ChangeRecoveryKey, Operation.CreateAccount);
            await RefusedAsync(Compatible, endpoint, message, home, mayBeOther: isShape);
            refused++;
            await AcceptedAsync(Compatible, home, message);
        }

        Assert.Equal((108, 2), (refused, executed));
    }

    [Fact]
    public async Task XE_03_where_bound_nonces_are_required_an_ordinary_message_is_refused_everywhere()
    {
        int refused = 0;
        foreach ((Operation? home, Operation? endpoint) in Pairs)
        {
            Prepared prepared = await PrepareAsync(Strict, home);
            byte[] message = prepared.Ordinary();

            await RefusedAsync(Strict, endpoint, message, home, mayBeOther: false);
            await RefusedAsync(Strict, home, message, home, mayBeOther: false);
            refused++;
            await AcceptedAsync(Strict, home, prepared.Bound());
        }

        Assert.Equal(110, refused);
    }

    private static IEnumerable<(Operation? Home, Operation? Endpoint)> Pairs => from home in Kinds from endpoint in Kinds where home != endpoint select (home, endpoint);

    private static bool IsTwin(Operation? home, Operation? endpoint) => (home, endpoint) is (Operation.RotateDevice, Operation.DeleteAccount) or (Operation.DeleteAccount, Operation.RotateDevice);

    private static async Task RefusedAsync(World world, Operation? endpoint, byte[] message, Operation? home, bool mayBeOther)
    {
        byte[] before = world.Store.Image();
        Refusal? refusal;
        if (endpoint is { } operation)
        {
            (byte[] answer, refusal) = await world.ExecuteAsync(operation, message);
            Assert.Empty(answer);
        }
        else
        {
            refusal = (await world.VerifyAsync(message, Here)).Refusal;
        }

        Assert.True(refusal is not null, $"{home} at {endpoint} was acknowledged");
        Assert.True(mayBeOther || refusal.Code == ErrorCode.InvalidMessage, $"{home} at {endpoint}: {refusal}");
        Assert.Equal(before, world.Store.Image());
    }

    private static async Task AcceptedAsync(World world, Operation? endpoint, byte[] message)
    {
        Refusal? refusal = endpoint is { } operation ? (await world.ExecuteAsync(operation, message)).Refusal : (await world.VerifyAsync(message, Here)).Refusal;
        Assert.True(refusal is null, $"at {endpoint}: {refusal}");
    }

    /// <summary>A request that would be accepted where it belongs, of an account of its own.</summary>
    private static async Task<Prepared> PrepareAsync(World world, Operation? home)
    {
        ForgedDevice device = new(world);
        if (home == Operation.CreateAccount)
        {
            return new(world, device, home, device.CreateRequest(), device.Key(0));
        }

        string create = device.CreateRequest();
        await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(create, device.Key(0), device.BoundNonceFor(Operation.CreateAccount, create)));
        ForgedDevice other = new(world, device.Identity);
        ISigningKey committed = device.Key(1);
        return home switch
        {
            Operation.RecoverAccount => new(world, device, home, other.RecoverRequest(device.Recovery, Fresh(world)), device.Recovery),
            Operation.DeleteAccount or Operation.RotateDevice => new(world, device, home, device.RotateRequest(), committed),
            Operation.LinkDevice => new(world, device, home, device.LinkRequest(other.Container()), committed),
            Operation.UnlinkDevice => new(world, device, home, device.UnlinkRequest(device.Device), committed),
            Operation.ChangeRecoveryKey => new(world, device, home, device.ChangeRequest(Fresh(world)), committed),
            Operation.RequestSession => new(world, device, home, $"{{\"authentication\":{{\"identity\":\"{device.Identity}\"}}}}", null),
            _ => await SessionAsync(world, device, home),
        };
    }

    private static async Task<Prepared> SessionAsync(World world, ForgedDevice device, Operation? home)
    {
        ForgedSession session = new(world, device);
        if (home == Operation.CreateSession)
        {
            return new(world, device, home, session.CreateRequest(await session.RequestAsync()), device.Key(0));
        }

        await session.CreateAsync();
        return home is null ? new(world, device, home, "{\"foo\":1}", session.Key(0), session) : new(world, device, home, session.RefreshRequest(), session.Key(1));
    }

    private static Utf8Text Fresh(World world) => world.Hash(world.Suite.Keys.Generate().PublicKey);

    private sealed record Prepared(World World, ForgedDevice Device, Operation? Home, string Request, ISigningKey? Signer, ForgedSession? Session = null)
    {
        public byte[] Ordinary() => Session is not null ? Session.AccessMessage(Request) : Message(Device.NewNonce());

        public byte[] Bound() => Session is not null ? Session.BoundAccessMessage(Audience, Here, Request) : Message(Device.BoundNonceFor(Home!.Value, Request));

        private byte[] Message(Utf8Text nonce) => Signer is null
            ? Encoding.UTF8.GetBytes($"{{\"payload\":{{\"access\":{{\"nonce\":\"{nonce}\"}},\"request\":{Request}}}}}")
            : Device.Message(Request, Signer, nonce);
    }
}
