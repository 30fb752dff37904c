using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Support.Secrets;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>What the cases of accounts and devices start from.</summary>
public abstract class CaseBase : IAsyncDisposable
{
    private protected World World { get; } = new();

    /// <summary>Oracle O3, and O4 of all that was told since.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await ServerAssert.NobodyIsLockedOutAsync(World);
        Overheard.AssertNoSecret();
    }

    /// <summary>A registered device.</summary>
    private protected async Task<ForgedDevice> NewAccountAsync(World? world = null)
    {
        ForgedDevice device = new(world ?? World);
        await ServerAssert.AcknowledgedAsync(world ?? World, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        return device;
    }

    /// <summary>Another device of the account, linked by <paramref name="endorser"/>.</summary>
    private protected async Task<ForgedDevice> LinkAsync(ForgedDevice endorser)
    {
        ForgedDevice linked = new(World, endorser.Identity);
        await MoveAsync(endorser, Operation.LinkDevice, endorser.LinkRequest(linked.Container()));
        return linked;
    }

    /// <summary>Applies a rotation-gated request, and gives the message.</summary>
    private protected async Task<byte[]> MoveAsync(ForgedDevice device, Operation operation, string request)
    {
        byte[] message = device.Gated(request);
        await ServerAssert.AcknowledgedAsync(World, operation, message);
        device.Position++;
        return message;
    }

    private protected Task<byte[]> RotateAsync(ForgedDevice device) => MoveAsync(device, Operation.RotateDevice, device.RotateRequest());

    private protected async Task<Account> LoadAsync(Utf8Text identity) => AccountRecord.Decode((await World.Store.LoadAsync(identity))!.Value.Record);

    private protected IReadOnlyList<Revocation> RevocationsOf(Utf8Text identity) =>
        [.. World.Store.Revocations(int.MaxValue).Where(entry => entry.Identity == identity).Select(entry => entry.Revocation)];

    private protected Utf8Text FreshHash() => World.Hash(World.Suite.Keys.Generate().PublicKey);

    private protected Task<Refusal> RefusedAsync(Operation operation, byte[] message, ErrorCode code, string? detail = null) => ServerAssert.RefusedAsync(World, operation, message, code, detail);

    private protected Task AcknowledgedAsync(Operation operation, byte[] message) => ServerAssert.AcknowledgedAsync(World, operation, message);

    private protected Task AcknowledgedWithoutChangeAsync(Operation operation, byte[] message) => ServerAssert.AcknowledgedWithoutChangeAsync(World, operation, message);
}
