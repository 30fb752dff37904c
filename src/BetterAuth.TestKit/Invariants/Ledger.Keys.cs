using BetterAuth.Errors;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    /// <summary>A verifier refuses a request.</summary>
    public void Refused(Actor verifier, SimMessage message, Refusal refusal, DateTimeOffset started) => CheckRefusalOfToken(verifier, message, refusal, started);

    /// <summary>I20: the token was signed, by a key that was in the ring at some moment since the request came.</summary>
    private bool CheckKeyOf(TokenView token, string what, DateTimeOffset started)
    {
        ServerKey? key = world.AccessRing.Find(token.ServerIdentity);
        if (key is null || key.Left < started || !token.IsSigned(world.Suite))
        {
            Fail("I20", $"A token of device {Short(token.Device)} was {what} {(key is null ? "that names a key of nobody" : key.Left < started ? $"{started - key.Left} after its key had left the ring" : "that does not verify")}.");
            return false;
        }

        return true;
    }

    /// <summary>I21: a token is not refused for its key as long as that is in the ring.</summary>
    private void CheckRefusalOfToken(Actor node, SimMessage message, Refusal refusal, DateTimeOffset started)
    {
        bool isForKey = refusal.Code == ErrorCode.InvalidMessage
            && refusal["field"] is { } field
            && (field.EndsWith("access.token.serverIdentity", StringComparison.Ordinal) || field.EndsWith("access.token.signature", StringComparison.Ordinal));
        if (isForKey
            && TokenView.Read(world.Suite, message.Facts.Token) is { } token
            && world.AccessRing.Find(token.ServerIdentity) is { Left: null } key && key.Since <= started
            && token.IsSigned(world.Suite))
        {
            Fail("I21", $"{node.Name} refused a token of device {Short(token.Device)} for its key ({refusal}), which is in the ring.");
        }
    }
}
