using System.Text;
using System.Text.Json;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.References;
using BetterAuth.Fuzzing.Worlds;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// Access requests end to end. An input is: what (1), bytes. What: a message as it stands; a message whose payload is rightly signed again by the session's key; or claims, which become a token that is rightly
/// signed, in a request that is. What is accepted the reference accepts too, with the same content, and once; what is refused uses no nonce up and costs little.
/// </summary>
internal sealed class AccessTarget : FuzzTarget
{
    private const int HeadLength = 1;

    private FixedWorld? _world;

    public override string Name => "access";

    public override IReadOnlyList<Mutation> Mutations { get; } = Behind.Head(HeadLength, [.. JsonMutations.All, .. JsonMutations.All, .. TextMutations.Base64, .. TextMutations.Digits, .. ByteMutations.All]);

    public override int TestedInputs => 2_500;

    public override IReadOnlyList<string> MustHappen => ["accepted", "signature", "payload.access.token.signature", "payload.access.timestamp", "BA401", "BA403", "BA501", "BA502", "BA103"];

    private FixedWorld World => _world ??= new();

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        (ForgedSession session, string claims) = (World.Session, World.Session.Claims());
        yield return ("message.bin", [0, .. session.AccessMessage(SampleMessages.Request)]);
        yield return ("bound.bin", [0, .. session.BoundAccessMessage("service", new("POST", "/foo"), SampleMessages.Request)]);
        yield return ("spaced.bin", [0, .. session.AccessMessage(" { \"a\" : [ 1 , { } ] } ")]);
        yield return ("again.bin", [1, .. session.AccessMessage(SampleMessages.Request)]);
        yield return ("old.bin", [0, .. session.AccessMessage(SampleMessages.Request, timestamp: "2026-11-23T11:59:00.000Z")]);
        yield return ("ahead.bin", [0, .. session.AccessMessage(SampleMessages.Request, timestamp: "2026-11-23T12:01:00.000Z")]);
        yield return ("no-time.bin", [0, .. session.AccessMessage(SampleMessages.Request, timestamp: "today")]);
        yield return ("other-signer.bin", [0, .. session.AccessMessage(SampleMessages.Request, signer: session.Key(1))]);
        yield return ("forged-token.bin", [0, .. session.AccessMessage(SampleMessages.Request, token: session.Forge(claims.Replace("\"attributes\"", "\"attributes\" ", StringComparison.Ordinal)))]);
        yield return ("claims.bin", [2, .. Encoding.UTF8.GetBytes(claims)]);
        yield return ("claims-expired.bin", [2, .. Encoding.UTF8.GetBytes(Moved(claims, "2026-11-22T12:"))]);
        yield return ("claims-ahead.bin", [2, .. Encoding.UTF8.GetBytes(Moved(claims, "2026-11-25T12:"))]);
        yield return ("claims-device.bin", [2, .. Encoding.UTF8.GetBytes(claims.Replace(World.Device.Device.ToString(), World.Revoked.Device.ToString(), StringComparison.Ordinal))]);
    }

    public override void Run(byte[] input)
    {
        FixedWorld world = World;
        world.Reset();
        byte[] rest = input[Math.Min(HeadLength, input.Length)..];
        byte[] message = (input.Length == 0 ? 0 : input[0] % 3) switch
        {
            0 => rest,
            1 => Signing.Again(rest, world.Session.Key(0)),
            _ => world.Session.AccessMessage(SampleMessages.Request, token: world.Session.Forge(Encoding.UTF8.GetString(rest) is { Length: > 0 } claims ? claims : "{}", world.World.AccessKey)),
        };

        bool isAccepted = Oracle.Cheap(() => Verify(message, out _));
        Verify(message, out Refusal? refusal);
        bool isNew = refusal is null || world.Lock.Count == 0;
        Oracle.Holds(isAccepted || isNew, "a nonce is used up by a request that was refused");
        Count(isAccepted ? "accepted" : refusal!["field"] ?? ErrorCatalogue.TextOf(refusal.Code));
    }

    /// <summary>Verifies; what is accepted is compared with the reference, and refused the second time.</summary>
    private bool Verify(byte[] message, out Refusal? refusal)
    {
        World.Lock.Forget();
        AccessResult result = World.World.Verifier.VerifyAsync(message).AsTask().GetAwaiter().GetResult();
        refusal = result.Refusal;
        if (!result.IsVerified)
        {
            return false;
        }

        using VerifiedAccess access = result.Access;
        AccessReference expected = AccessReference.Of(message, World.World);
        Oracle.Same(expected.Identity, access.Identity.ToString(), "identity");
        Oracle.Same(expected.Device, access.Device.ToString(), "device");
        Oracle.Same(expected.Nonce, access.Nonce.ToString(), "nonce");
        Oracle.Same(expected.Request, Encoding.UTF8.GetString(access.Request.Span), "request");
        Oracle.Same(expected.Attributes, Encoding.UTF8.GetString(access.Attributes.Span), "attributes");
        Oracle.Same(1, World.Lock.Count, "nonces used up");
        AccessResult again = World.World.Verifier.VerifyAsync(message).AsTask().GetAwaiter().GetResult();
        Oracle.Holds(again.Refusal?.Code == ErrorCode.IncorrectNonce, $"accepted twice: {again.Refusal}");
        return true;
    }

    private static string Moved(string claims, string hour) => claims.Replace("2026-11-23T12:", hour, StringComparison.Ordinal).Replace("2026-11-24T00:", hour[..11] + "23:", StringComparison.Ordinal);
}
