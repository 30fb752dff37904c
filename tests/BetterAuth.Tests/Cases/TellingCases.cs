using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Support.Secrets;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 21: what is told. Everything is listened to all the time (<see cref="Overheard"/>); here is shown that it is, and that a secret would be noticed.</summary>
public sealed class TellingCases : CaseBase
{
    [Fact]
    public void M_05_every_exception_is_searched_and_a_secret_in_it_is_found()
    {
        string nonce = new ForgedDevice(World).NewNonce().ToString();

        Assert.Single(Overheard.While(() => Swallow(() => throw new InvalidOperationException($"No such nonce: {nonce}."))));
        Assert.Empty(Overheard.While(() => Swallow(() => throw new InvalidOperationException($"No such nonce: {nonce[..16]}."))));
    }

    [Fact]
    public void M_05_every_context_of_an_error_is_searched_and_a_secret_in_it_is_found()
    {
        string nonce = new ForgedDevice(World).NewNonce().ToString();
        Refusal refusal = Refusal.InvalidMessage(nonce, "not known");

        // Its JSON, its text, the exception's message, and both texts again with the exception.
        Assert.Equal(2, Overheard.While(() => Overheard.Hear(refusal)).Count);
        Assert.Equal(3, Overheard.While(() => Swallow(() => throw refusal.ToException())).Count);
    }

    [Fact]
    public async Task M_04_M_05_refusals_of_operations_and_of_access_are_heard()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        long heard = Overheard.Heard;

        await RefusedAsync(Operation.RotateDevice, "{}"u8.ToArray(), ErrorCode.InvalidMessage);
        Assert.True(Overheard.Heard >= heard + 2);
        heard = Overheard.Heard;

        Assert.False((await World.VerifyAsync(session.AccessMessage(token: "x"))).IsVerified);
        Assert.True(Overheard.Heard >= heard + 2);
    }

    private static void Swallow(Action throws)
    {
        try
        {
            throws();
        }
        catch (Exception exception) when (exception is InvalidOperationException or BetterAuthException)
        {
            // Nobody hears of it but those who listen.
        }
    }
}
