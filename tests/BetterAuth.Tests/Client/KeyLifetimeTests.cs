using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Private keys do not outlive their use.</summary>
public sealed class KeyLifetimeTests
{
    [Theory, InlineData(Operation.RotateDevice, false), InlineData(Operation.DeleteAccount, true)]
    public void CL_24_keys_are_cleared_when_their_message_is_known_to_be_applied(Operation operation, bool endsDevice)
    {
        HeldKey current = NewKey();
        HeldKey next = NewKey();
        HeldKey future = NewKey();
        PendingMessage message = new(operation, default, default, default, endsDevice);
        ClientState state = new() { Current = current, Next = next, Future = future, Pending = [message] };

        state.ForgetKeys(state.Applied(message));

        Assert.Equal((true, endsDevice, endsDevice), (IsCleared(current), IsCleared(next), IsCleared(future)));
    }

    [Fact]
    public void The_keys_of_registrations_that_were_not_applied_are_cleared()
    {
        PendingMessage[] messages = [Registration(), Registration()];
        ClientState state = new() { Pending = [.. messages] };

        state.ForgetKeys(state.Applied(messages[1]));

        Assert.Equal((true, false), (IsCleared(messages[0].Registers!.Next), IsCleared(messages[1].Registers!.Next)));
    }

    private static PendingMessage Registration() =>
        new(Operation.CreateAccount, default, default, default, EndsDevice: false) { Registers = new(default, default, NewKey(), NewKey()) };

    private static HeldKey NewKey() => HeldKey.Generate(CryptographicSuite.Default.Keys);

    private static bool IsCleared(HeldKey key) => !key.Secret.ContainsAnyExcept((byte)0);
}
