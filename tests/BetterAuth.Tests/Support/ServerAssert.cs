using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Support;

/// <summary>What every case of the catalogue asserts of the server.</summary>
internal static class ServerAssert
{
    /// <summary>Acknowledged: a signed <c>{}</c> for the message's nonce.</summary>
    public static async Task AcknowledgedAsync(World world, Operation operation, byte[] message)
    {
        (byte[] answer, Refusal? refusal) = await world.ExecuteAsync(operation, message);
        Assert.Null(refusal);
        ResponsePayload<EmptyResponse> payload = Verified<EmptyResponse>(world, answer);
        Assert.Contains($"\"nonce\":\"{payload.Access.Nonce}\"", Encoding.UTF8.GetString(message), StringComparison.Ordinal);
    }

    /// <summary>Acknowledged, and the store is byte for byte what it was.</summary>
    public static async Task AcknowledgedWithoutChangeAsync(World world, Operation operation, byte[] message)
    {
        byte[] before = world.Store.Image();
        await AcknowledgedAsync(world, operation, message);
        Assert.Equal(before, world.Store.Image());
    }

    /// <summary>Refused with a code; oracles O1 (the store is byte for byte what it was) and O2 (nothing signed got out).</summary>
    public static async Task<Refusal> RefusedAsync(World world, Operation operation, byte[] message, ErrorCode code, string? detail = null)
    {
        byte[] before = world.Store.Image();
        (byte[] answer, Refusal? refusal) = await world.ExecuteAsync(operation, message);
        Assert.NotNull(refusal);
        Assert.Equal(code, refusal.Code);
        if (detail is not null)
        {
            Assert.Contains(detail, new[] { refusal["field"], refusal["reason"], refusal["hashType"], refusal["tokenType"] });
        }

        Assert.Empty(answer);
        Assert.Equal(before, world.Store.Image());
        return refusal;
    }

    /// <summary>The payload of an answer whose signature and server identity are the response key's.</summary>
    public static ResponsePayload<T> Verified<T>(World world, byte[] answer)
        where T : struct, IWireView<T>
    {
        Assert.True(WireReader.TryRead(answer, world.Suite, out SignedMessage<ResponsePayload<T>> message, out Refusal? refusal), refusal?.ToString());
        Assert.Equal(world.ResponseKey.PublicKey, message.Payload.Access.ServerIdentity);
        Assert.Equal(VerificationStatus.Valid, world.ResponseKey.Verify(message.PayloadBytes.Span, message.Signature.Span));
        return message.Payload;
    }
}
