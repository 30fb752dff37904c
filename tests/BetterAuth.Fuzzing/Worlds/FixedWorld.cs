using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Sessions;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>A deployment with fixed keys at a fixed time, one account with two devices, a third that was unlinked, and a session; it is put back before each input. Not thread-safe.</summary>
internal sealed class FixedWorld
{
    public FixedWorld()
    {
        ResettableStore? store = null;
        World = new(
            CryptographicSuite.Default with { Keys = Keys },
            options =>
            {
                store = new(options.TimeProvider);
                return options with { Store = store, ChallengeKeys = new ChallengeKeys([.. Enumerable.Range(1, ChallengeKeys.KeyLength).Select(value => (byte)value)]) };
            },
            options => options with { ReplayLock = Lock, Revocations = new RevocationList(store!, options.TimeProvider) });
        Store = store!;
        Device = new(World);
        Other = new(World, Device.Identity);
        Session = new(World, Device);
        Stranger = new(World);
        Execute(Operation.CreateAccount, Device.Message(Device.CreateRequest(), Device.Key(0)));
        Execute(Operation.LinkDevice, Device.Gated(Device.LinkRequest(Other.Container())));
        Device.Position = 1;
        Revoked = new(World, Device.Identity);
        Execute(Operation.LinkDevice, Device.Gated(Device.LinkRequest(Revoked.Container())));
        Device.Position = 2;
        Execute(Operation.UnlinkDevice, Device.Gated(Device.UnlinkRequest(Revoked.Device)));
        Device.Position = 3;
        Session.CreateAsync().GetAwaiter().GetResult();
        _ = Device.Key(6);
        _ = Session.Key(3);
        _ = Stranger.Key(2);
        NewRecovery = Keys.Generate();
        Store.Freeze();
    }

    public World World { get; }

    public SeededKeys Keys { get; } = new();

    public ResettableStore Store { get; }

    public ForgetfulLock Lock { get; } = new();

    /// <summary>The device that acts.</summary>
    public ForgedDevice Device { get; }

    /// <summary>The account's other device.</summary>
    public ForgedDevice Other { get; }

    /// <summary>A device of the account that was unlinked.</summary>
    public ForgedDevice Revoked { get; }

    /// <summary>Somebody who has no account yet.</summary>
    public ForgedDevice Stranger { get; }

    /// <summary>The device's session.</summary>
    public ForgedSession Session { get; }

    /// <summary>A recovery key nobody has committed to yet.</summary>
    public ISigningKey NewRecovery { get; }

    /// <summary>Back to the beginning.</summary>
    public void Reset()
    {
        Store.Reset();
        Lock.Forget();
    }

    /// <summary>The number of a key among those that were made.</summary>
    public int NumberOf(ISigningKey key) => Keys.Made.Index().First(made => ReferenceEquals(made.Item, key)).Index;

    private void Execute(Operation operation, byte[] message) => ServerAssert.AcknowledgedAsync(World, operation, message).GetAwaiter().GetResult();
}
