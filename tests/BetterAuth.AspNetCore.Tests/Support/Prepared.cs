using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>Valid messages for an endpoint, made by a real client and not delivered.</summary>
internal static class Prepared
{
    /// <summary>A message that <paramref name="path"/> would accept now, once.</summary>
    public static async Task<byte[]> MessageAsync(World world, string path)
    {
        HoldingNetwork network = new(world.Network, path);
        BetterAuthClient client = await world.NewClientAsync(network: network);
        BetterAuthClient other = await world.NewClientAsync();
        ISigningKey recovery = world.Suite.Keys.Generate();
        Utf8Text commitment = world.Hash(recovery.PublicKey);
        Utf8Text nextCommitment = world.Hash(world.Suite.Keys.Generate().PublicKey);
        AuthenticationPaths paths = AuthenticationPaths.Default;
        try
        {
            if (path == paths.RecoverAccount)
            {
                await other.CreateAccountAsync(commitment);
                await client.RecoverAccountAsync(other.Identity, recovery, nextCommitment);
            }

            await client.CreateAccountAsync(commitment);
            await ActAsync(client, other, path, nextCommitment);
        }
        catch (HeldException)
        {
            return network.Held!;
        }

        throw new InvalidOperationException($"Nothing was sent to {path}.");
    }

    /// <summary>An access request that only its body's shape can spoil.</summary>
    public static async Task<byte[]> AccessAsync<TRequest>(BetterAuthClient session, HoldingNetwork network, TRequest request)
        where TRequest : IWireWritable<TRequest>
    {
        await Assert.ThrowsAsync<HeldException>(async () => await session.MakeAccessRequestAsync<TRequest, FooResponse>(Paths.Access, request));
        return network.Held!;
    }

    /// <summary>A client with a session, and the network that keeps what it sends to the application.</summary>
    public static async Task<(BetterAuthClient Client, HoldingNetwork Network)> SessionAsync(World world)
    {
        HoldingNetwork network = new(world.Network, Paths.Access);
        (BetterAuthClient client, _) = await world.NewAccountAsync(network);
        await client.CreateSessionAsync();
        return (client, network);
    }

    private static async Task ActAsync(BetterAuthClient client, BetterAuthClient other, string path, Utf8Text nextCommitment)
    {
        AuthenticationPaths paths = AuthenticationPaths.Default;
        switch (path)
        {
            case var _ when path == paths.DeleteAccount:
                await client.DeleteAccountAsync();
                break;
            case var _ when path == paths.RotateDevice:
                await client.RotateDeviceAsync();
                break;
            case var _ when path == paths.ChangeRecoveryKey:
                await client.ChangeRecoveryKeyAsync(nextCommitment);
                break;
            case var _ when path == paths.LinkDevice || path == paths.UnlinkDevice:
                await client.LinkDeviceAsync(await other.CreateLinkContainerAsync(client.Identity));
                await client.UnlinkDeviceAsync(other.Device);
                break;
            default:
                await client.CreateSessionAsync();
                if (path == paths.RefreshSession)
                {
                    await client.RefreshSessionAsync();
                }

                await client.MakeAccessRequestAsync<FooRequest, FooResponse>(Paths.Access, new("bar", 3));
                break;
        }
    }
}
