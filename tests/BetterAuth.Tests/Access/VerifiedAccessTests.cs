using BetterAuth.Access;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>The handle on pooled state: one that is too old touches nobody else's request.</summary>
public sealed class VerifiedAccessTests
{
    [Fact]
    public async Task A_handle_that_was_disposed_neither_reads_nor_ends_the_next_verification()
    {
        World world = new();
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        VerifiedAccess stale = (await world.Verifier.VerifyAsync(session.AccessMessage("1"))).Access;
        stale.Dispose();

        List<VerifiedAccess> others = [];
        for (int i = 0; i < 100; i++)
        {
            others.Add((await world.Verifier.VerifyAsync(session.AccessMessage("2"))).Access);
            stale.Dispose();
        }

        Assert.Throws<ObjectDisposedException>(() => stale.Request);
        Assert.All(others, other => Assert.Equal("2", other.Request.ToString()));
        others.ForEach(other => other.Dispose());
        Assert.Throws<ObjectDisposedException>(() => others[0].Identity);
    }

    [Fact]
    public void A_handle_that_was_never_given_out_is_disposed_and_reads_nothing()
    {
        VerifiedAccess none = default;
        none.Dispose();

        Assert.Throws<ObjectDisposedException>(() => none.Identity);
    }
}
