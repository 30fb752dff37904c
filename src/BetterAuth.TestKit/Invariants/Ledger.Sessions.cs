using System.Text.Json;
using BetterAuth.Accounts;
using BetterAuth.Sessions;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    private static readonly SessionOptions SessionTimes = new();

    /// <summary>For whom each challenge was issued, and when in true time.</summary>
    private readonly Dictionary<Utf8Text, (Utf8Text Identity, DateTimeOffset At)> _challenges = [];
    private readonly HashSet<Utf8Text> _answeredChallenges = [];

    /// <summary>What each access key that was revealed was refreshed to.</summary>
    private readonly Dictionary<Utf8Text, (Utf8Text PublicKey, Utf8Text RotationHash, DateTimeOffset IssuedAt)> _refreshes = [];

    /// <summary>For whom a challenge was issued; empty if for nobody.</summary>
    public Utf8Text ChallengedBy(Utf8Text challenge) => _challenges.GetValueOrDefault(challenge).Identity;

    /// <summary>A session's commit: one row of its own kind, and no record. I16: a request for a challenge commits nothing.</summary>
    private void CommittedSession(RequestContext context, AccountCommit commit)
    {
        RowKind kind = context.Endpoint == Operation.CreateSession ? RowKind.Challenge : RowKind.Refresh;
        if (context.Endpoint == Operation.RequestSession)
        {
            Fail("I16", "A request for a challenge added to the store.");
        }
        else if (commit.Record is not null || commit.EraseRows || commit.Insert is not [{ } row] || row.Kind != kind || commit.Revocations.Count > 0)
        {
            Fail("I5", $"{context.Endpoint} committed more than one row of kind {kind}.");
        }
        else if (Account(commit.Identity) is not { IsDeleted: false })
        {
            Fail("I9", $"{context.Endpoint} committed to {Short(commit.Identity)}, which is no active account.");
        }
    }

    private void CheckSessionAnswer(RequestContext context, JsonElement response)
    {
        switch (context.Endpoint)
        {
            case Operation.RequestSession:
                Utf8Text challenge = Utf8Text.FromString(response.GetProperty("authentication"u8).GetProperty("nonce"u8).GetString()!);
                _challenges.TryAdd(challenge, (context.Message.Facts.Identity, context.Started));
                break;
            case Operation.CreateSession:
                CheckCreatedSession(context, TokenOf(response));
                break;
            default:
                CheckRefreshedSession(context, TokenOf(response));
                break;
        }
    }

    /// <summary>I9.</summary>
    private void CheckCreatedSession(RequestContext context, TokenView token)
    {
        MessageFacts facts = context.Message.Facts;
        if (!_challenges.TryGetValue(facts.Challenge, out (Utf8Text Identity, DateTimeOffset At) issued) || issued.Identity != token.Identity)
        {
            Fail("I9", $"A token for {Short(token.Identity)} was given for a challenge that was not issued for it.");
        }
        else if (!_answeredChallenges.Add(facts.Challenge))
        {
            Fail("I9", $"A challenge for {Short(token.Identity)} was answered with a second token.");
        }
        else if (world.Time.Now - issued.At > SessionTimes.ChallengeLifetime + SessionTimes.ClockSkew)
        {
            Fail("I9", $"A challenge was answered after {world.Time.Now - issued.At}.");
        }
        else if (token.ServerIdentity != context.AccessKey!.Key.PublicKey || !token.IsSigned(world.Suite))
        {
            Fail("I13", "A token does not verify under the access key of the server that gave it.");
        }
        else if (token.Device != facts.Device || token.PublicKey != facts.AccessKey || token.RotationHash != facts.AccessRotationHash)
        {
            Fail("I9", "A token names another device or other keys than were asked for.");
        }
        else if (!WasActive(context, token))
        {
            Fail("I9", $"A token was given to device {Short(token.Device)}, which was not active.");
        }
    }

    /// <summary>I10.</summary>
    private void CheckRefreshedSession(RequestContext context, TokenView token)
    {
        MessageFacts facts = context.Message.Facts;
        TokenView former = TokenView.Read(world.Suite, facts.Token)!;
        (Utf8Text, Utf8Text, DateTimeOffset) next = (token.PublicKey, token.RotationHash, token.IssuedAt);
        if (token.RefreshExpiry != former.RefreshExpiry || token.Expiry > token.RefreshExpiry)
        {
            Fail("I10", $"A refresh moved the end of the session from {former.RefreshExpiry:O} to {token.RefreshExpiry:O}, or outlives it.");
        }
        else if (token.Identity != former.Identity || token.Device != former.Device || token.PublicKey != facts.AccessKey || token.RotationHash != facts.AccessRotationHash)
        {
            Fail("I10", "A refreshed token is another device's, or for other keys than were asked for.");
        }
        else if (token.ServerIdentity != context.AccessKey!.Key.PublicKey || !token.IsSigned(world.Suite))
        {
            Fail("I13", "A refreshed token does not verify under the access key of the server that gave it.");
        }
        else if (!CheckKeyOf(former, "refreshed", context.Started))
        {
            // It has failed.
        }
        else if (!_refreshes.TryAdd(former.RotationHash, next) && _refreshes[former.RotationHash] != next)
        {
            Fail("I10", $"The session of device {Short(token.Device)} forks: one key was refreshed to two tokens.");
        }
        else if (context.Commits > 0 && context.Server.Clock.GetUtcNow() is var now && now > former.RefreshExpiry)
        {
            Fail("I10", $"A session that ended at {former.RefreshExpiry:O} was refreshed at {now:O}.");
        }
        else if (!WasActive(context, token))
        {
            Fail("I10", $"The session of device {Short(token.Device)} was refreshed, which was not active.");
        }
    }

    /// <summary>Whether the device was active at some moment of the request: a revocation that was acknowledged before the request came in ends that.</summary>
    private bool WasActive(RequestContext context, TokenView token) =>
        Account(token.Identity) is { } account
        && (account.IsActive(token.Device) || !_acknowledgedRevocations.TryGetValue((token.Identity, token.Device), out DateTimeOffset revoked) || revoked >= context.Started);

    private TokenView TokenOf(JsonElement response) =>
        TokenView.Read(world.Suite, Utf8Text.FromString(response.GetProperty("access"u8).GetProperty("token"u8).GetString()!))!;
}
