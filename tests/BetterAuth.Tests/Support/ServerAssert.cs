using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support.Secrets;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Support;

/// <summary>What every case of the catalogue asserts of the server.</summary>
internal static class ServerAssert
{
    private const long MaxAllocation = 64 * 1024;

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

    /// <summary>
    /// Refused with a code, and the catalogue's oracles: the store is byte for byte what it was (O1), nothing signed got out (O2), what is told holds no secret (O4), and it cost little (O5).
    /// That nobody is locked out (O3) is asserted at the end of each case, by <see cref="NobodyIsLockedOutAsync"/>.
    /// </summary>
    public static async Task<Refusal> RefusedAsync(World world, Operation operation, byte[] message, ErrorCode code, string? detail = null)
    {
        byte[] before = world.Store.Image();
        int verified = world.Verifications.Count;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        (byte[] answer, Refusal? refusal) = await world.ExecuteAsync(operation, message);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.NotNull(refusal);
        Assert.Equal(code, refusal.Code);
        if (detail is not null)
        {
            Assert.Contains(detail, new[] { refusal["field"], refusal["reason"], refusal["hashType"], refusal["tokenType"] });
        }

        Assert.Empty(answer);
        Assert.Equal(before, world.Store.Image());
        Overheard.AssertNoSecret();

        // A container is signed itself: that is looked at only once the request's signature has verified. A token's signature, by a key of the server's own, is not counted.
        Assert.InRange(world.Verifications.Count - verified, 0, operation == Operation.LinkDevice ? 2 : 1);
        Assert.True(allocated <= MaxAllocation || await AllocatedAgainAsync(world, operation, message) <= MaxAllocation, $"{allocated} bytes");
        return refusal;
    }

    /// <summary>What is allocated once and for all does not count: a refusal changes nothing, so it can be had again.</summary>
    private static async Task<long> AllocatedAgainAsync(World world, Operation operation, byte[] message)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        await world.ExecuteAsync(operation, message);
        return GC.GetAllocatedBytesForCurrentThread() - allocated;
    }

    /// <summary>Oracle O3: every active device whose committed key is known can still act.</summary>
    public static async Task NobodyIsLockedOutAsync(World world)
    {
        foreach (ForgedDevice forged in world.Devices.ToArray())
        {
            if (await world.Store.LoadAsync(forged.Identity) is { } stored
                && AccountRecord.Decode(stored.Record).Find(forged.Device) is { IsRevoked: false } device
                && forged.KeyOf(device.RotationHash) is { } key)
            {
                string request = $"{{\"authentication\":{{\"device\":\"{forged.Device}\",\"identity\":\"{forged.Identity}\",\"publicKey\":\"{key.PublicKey}\",\"rotationHash\":\"{world.Hash(world.Suite.Keys.Generate().PublicKey)}\"}}}}";
                await AcknowledgedAsync(world, Operation.RotateDevice, forged.Message(request, key, forged.BoundNonceFor(Operation.RotateDevice, request)));
            }
        }
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
