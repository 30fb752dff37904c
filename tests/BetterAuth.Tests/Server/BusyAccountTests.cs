using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Server;

/// <summary>Somebody else's commit always comes first.</summary>
public sealed class BusyAccountTests
{
    [Theory, InlineData(Operation.RotateDevice), InlineData(Operation.CreateSession), InlineData(Operation.RefreshSession)]
    public async Task An_account_that_keeps_changing_is_an_outage_and_the_same_bytes_count_once_it_is_quiet(Operation operation)
    {
        FaultyStore store = null!;
        World world = new(configure: options => options with { Store = store = new FaultyStore(options.Store) });
        ForgedDevice device = new(world);
        await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        byte[] message = operation switch
        {
            Operation.RotateDevice => device.Gated(device.RotateRequest()),
            Operation.CreateSession => session.CreateMessage(await session.RequestAsync()),
            _ => session.RefreshMessage(),
        };

        int attempts = 0;
        store.BeforeWrite = async () =>
        {
            attempts++;
            StoredAccount stored = (await world.Store.LoadAsync(device.Identity))!.Value;
            await world.Store.CommitAsync(new() { Identity = device.Identity, ExpectedVersion = stored.Version, Record = stored.Record });
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => world.ExecuteAsync(operation, message));
        Assert.InRange(attempts, 2, 64);

        store.BeforeWrite = () => Task.CompletedTask;
        Assert.Null((await world.ExecuteAsync(operation, message)).Refusal);
    }
}
