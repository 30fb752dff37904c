using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

/// <summary>
/// Watches everything that becomes durable or leaves a server, and compares it with the independent replay. The invariants are those of the reliability document; the first that does not hold ends the seed.
/// </summary>
internal sealed partial class Ledger(World world)
{
    private readonly Dictionary<Utf8Text, ReplayedAccount> _accounts = [];
    private readonly HashSet<(Utf8Text Identity, string Digest)> _applied = [];
    private readonly List<RequestContext> _open = [];

    public ReplayedAccount? Account(Utf8Text identity) => _accounts.GetValueOrDefault(identity);

    /// <summary>A server takes a request up.</summary>
    public void Begin(RequestContext context)
    {
        if (context.Endpoint is { } endpoint && IsAccountOperation(endpoint))
        {
            context.Possible = Decide(context).Says;
            _open.Add(context);
        }
    }

    /// <summary>A server is done with a request: with an answer, a refusal, or neither.</summary>
    public void End(RequestContext context, bool answered, Refusal? refusal, ReadOnlyMemory<byte> answer)
    {
        _open.Remove(context);
        world.Trace.Add(Codes.Served);
        world.Trace.Add(answered ? (ulong)(refusal?.Code ?? 0) + 1 : 0);
        if (world.Trace.IsRecording)
        {
            world.Trace.Line(world.Time.Now, $"  {context.Server.Name}: {context.Endpoint} of {context.Message.Author?.Name ?? "the attacker"}: {(answered ? refusal?.ToString() ?? "acknowledged" : "no answer")}");
        }

        if (!answered)
        {
            return;
        }

        if (refusal is not null)
        {
            CheckRefusal(context, refusal);
        }
        else
        {
            CheckAnswer(context, answer);
        }
    }

    /// <summary>A crashed server answers nothing any more.</summary>
    public void Forget(Actor actor) => _open.RemoveAll(context => context.Server == actor);

    private static bool IsAccountOperation(Operation endpoint) => endpoint < Operation.RequestSession;

    private ReplayRequest RequestOf(RequestContext context) => ReplayRequest.Of(context.Endpoint!.Value, context.Message.Facts, world.Suite.Hasher);

    private Verdict Decide(RequestContext context)
    {
        ReplayRequest request = RequestOf(context);
        return request.Facts.IsReadable ? ReplayedAccount.Decide(Account(request.Facts.Identity), request) : Verdict.Refuse("I5", "it cannot be read");
    }

    private bool IsSigned(RequestContext context, Utf8Text identity)
    {
        Traffic.MessageFacts facts = context.Message.Facts;
        Utf8Text key = context.Endpoint switch
        {
            Operation.RecoverAccount => facts.RecoveryKey,
            Operation.RefreshSession => facts.AccessKey,
            Operation.CreateSession => Account(identity)?.Devices.GetValueOrDefault(facts.Device)?.PublicKey ?? default,
            _ => facts.PublicKey,
        };
        return world.Suite.Verifier.Verify(facts.Payload, facts.Signature.Span, key.Span) == Cryptography.VerificationStatus.Valid;
    }

    private void Fail(string invariant, string message) => world.Fail(invariant, message);

    private static string Short(Utf8Text text) => text.Length > 8 ? text.ToString()[^8..] : text.ToString();
}
