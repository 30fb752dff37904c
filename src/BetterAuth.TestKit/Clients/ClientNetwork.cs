using BetterAuth.Client;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>The network as one device sees it: a message goes on its way, and an answer may come.</summary>
internal sealed class ClientNetwork(Device device) : INetwork
{
    public const string AccessPath = "/access";

    public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        World world = device.World;
        SimMessage sent = new(message.ToArray(), device, EndpointOf(path));
        Errand.Current?.HasSent(sent);
        world.Ledger.Sent(device, sent);
        await world.PassAsync(device, FaultPoint.Send).ConfigureAwait(false);
        Exchange exchange = new(device, sent);
        world.Send(exchange);
        await world.PassAsync(device, FaultPoint.Send).ConfigureAwait(false);
        return await exchange.Answer.ConfigureAwait(false);
    }

    private static Operation? EndpointOf(string path)
    {
        foreach (Operation operation in Operations.All)
        {
            if (AuthenticationPaths.Default.PathOf(operation) == path)
            {
                return operation;
            }
        }

        return null;
    }
}
