using System.Buffers;
using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>A message of every kind that the fixed world takes, and every answer.</summary>
internal static class SampleMessages
{
    public const string Request = """{"foo":"bar","count":3}""";

    /// <summary>The messages of the endpoints with the key that signs each (none: not signed).</summary>
    public static IEnumerable<(Operation? Operation, byte[] Message, ISigningKey? Signer)> Requests(FixedWorld world)
    {
        (ForgedDevice device, ForgedSession session, ForgedDevice stranger) = (world.Device, world.Session, world.Stranger);
        ForgedDevice third = new(world.World, device.Identity);
        yield return (Operation.CreateAccount, stranger.Message(stranger.CreateRequest(), stranger.Key(0)), stranger.Key(0));
        yield return (Operation.RecoverAccount, third.Message(third.RecoverRequest(device.Recovery, device.H(world.NewRecovery.PublicKey)), device.Recovery), device.Recovery);
        yield return Gated(Operation.DeleteAccount, device.RotateRequest());
        yield return Gated(Operation.RotateDevice, device.RotateRequest());
        yield return Gated(Operation.LinkDevice, device.LinkRequest(third.Container()));
        yield return Gated(Operation.UnlinkDevice, device.UnlinkRequest(world.Other.Device));
        yield return Gated(Operation.ChangeRecoveryKey, device.ChangeRequest(device.H(world.NewRecovery.PublicKey)));
        yield return (Operation.RequestSession, Encoding.UTF8.GetBytes($"{{\"payload\":{{\"access\":{{\"nonce\":\"{device.NewNonce()}\"}},\"request\":{{\"authentication\":{{\"identity\":\"{device.Identity}\"}}}}}}}}"), null);
        yield return (Operation.CreateSession, session.CreateMessage(session.RequestAsync().GetAwaiter().GetResult()), device.Key(device.Position));
        yield return (Operation.RefreshSession, session.RefreshMessage(), session.Key(1));
        yield return (null, session.AccessMessage(Request), session.Key(0));

        (Operation?, byte[], ISigningKey?) Gated(Operation operation, string request) => (operation, device.Gated(request), device.Key(device.Position + 1));
    }

    /// <summary>All kinds, for the readers.</summary>
    public static IEnumerable<(string Name, byte[] Input)> All()
    {
        FixedWorld world = new();
        foreach ((Operation? operation, byte[] message, _) in Requests(world))
        {
            yield return ($"{operation?.ToString() ?? "Access"}.json", message);
            if (operation is Operation.RotateDevice or Operation.RequestSession or Operation.CreateSession)
            {
                world.Reset();
                (byte[] answer, Refusal? refusal) = world.World.ExecuteAsync(operation.Value, message).GetAwaiter().GetResult();
                yield return refusal is null ? ($"{operation}-answer.json", answer) : throw new InvalidOperationException($"The fixed world refuses {operation}: {refusal}");
            }
        }

        ArrayBufferWriter<byte> access = new();
        RawJson response = RawJson.Verbatim("{\"wasFoo\":\"bar\"}"u8.ToArray());
        world.World.Signer.WriteAsync(world.Device.NewNonce(), response, access).AsTask().GetAwaiter().GetResult();
        yield return ("Access-answer.json", access.WrittenSpan.ToArray());
        yield return ("container.json", Encoding.UTF8.GetBytes(world.Other.Container()));
        yield return ("claims.json", Encoding.UTF8.GetBytes(world.Session.Claims()));
    }
}
