using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Private keys do not outlive their use.</summary>
public sealed class KeyLifetimeTests
{
    [Theory, InlineData(Operation.RotateDevice, false, false), InlineData(Operation.DeleteAccount, true, true), InlineData(Operation.CreateAccount, false, false)]
    public void CL_24_keys_are_cleared_when_their_message_is_known_to_be_applied(Operation operation, bool endsDevice, bool clearsNext)
    {
        HeldKey current = HeldKey.Generate(CryptographicSuite.Default.Keys);
        HeldKey next = HeldKey.Generate(CryptographicSuite.Default.Keys);
        ClientState state = new() { Current = current, Next = next };

        state.ForgetKeys(new PendingMessage(operation, default, default, default, endsDevice));

        Assert.Equal(operation != Operation.CreateAccount, IsCleared(current));
        Assert.Equal(clearsNext, IsCleared(next));
    }

    private static bool IsCleared(HeldKey key) => !key.Secret.ContainsAnyExcept((byte)0);
}
