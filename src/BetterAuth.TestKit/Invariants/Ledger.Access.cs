using BetterAuth.Access;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    /// <summary>Two clocks of one deployment differ by no more than this.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Propagation = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(Utf8Text Key, Utf8Text Nonce), DateTimeOffset> _accepted = [];

    /// <summary>A verifier accepts a request. I11: once (an owner may use a nonce again in another request when the first is long over, which is no repetition), and inside its window; I12: not of a device whose revocation was acknowledged longer ago than the list may be old.</summary>
    public void Accepted(VerifierNode verifier, SimMessage message, VerifiedAccess access, DateTimeOffset started)
    {
        world.Trace.Add(access.Nonce.Span);
        MessageFacts facts = message.Facts;
        DateTimeOffset timestamp = DateTimeOffset.Parse(facts.Timestamp.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        DateTimeOffset now = verifier.Clock.GetUtcNow();
        AccessOptions times = VerifierNode.Times;
        (Utf8Text, Utf8Text) used = (access.PublicKey.ToOwned(), facts.Nonce);
        bool isRepeated = _accepted.TryGetValue(used, out DateTimeOffset former) && (timestamp - former).Duration() <= times.Window + times.Tolerance;
        _accepted[used] = timestamp;
        if (!CheckKeyOf(TokenView.Read(world.Suite, facts.Token)!, "accepted", started))
        {
            return;
        }

        if (isRepeated)
        {
            Fail("I11", $"{verifier.Name} accepted a request of {message.Author?.Name ?? "the attacker"} that was accepted before.");
        }
        else if (now - timestamp > times.Window || timestamp - now > times.Tolerance)
        {
            Fail("I11", $"{verifier.Name} accepted at {now:O} a request of {timestamp:O}.");
        }
        else if (world.Revocations is not null
            && _acknowledgedRevocations.TryGetValue((access.Identity.ToOwned(), access.Device.ToOwned()), out DateTimeOffset revoked)
            && started > revoked + Propagation + Skew)
        {
            Fail("I12", $"{verifier.Name} accepted a request of device {Short(access.Device)} that came {started - revoked} after its revocation was acknowledged.");
        }
    }
}
