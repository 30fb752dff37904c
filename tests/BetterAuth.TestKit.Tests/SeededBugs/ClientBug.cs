using BetterAuth.Client;
using BetterAuth.TestKit.Worlds;
using Device = BetterAuth.TestKit.Clients.Device;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Clients with a bug of their own, by what stands between them and their store or network.</summary>
internal sealed class ClientBug : Seams
{
    public Func<Device, IClientStore, IClientStore> Above { get; init; } = (_, store) => store;

    public Func<Device, IClientStore, IClientStore> Below { get; init; } = (_, store) => store;

    public Func<Device, INetwork, INetwork> Network { get; init; } = (_, network) => network;

    public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

    public bool KeepsKey { get; init; } = true;

    public override bool KeepsFutureKey => KeepsKey;

    public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

    public override IClientStore AboveClientStore(Device device, IClientStore store) => Above(device, store);

    public override IClientStore ClientStore(Device device, IClientStore store) => Below(device, store);

    public override INetwork ClientNetwork(Device device, INetwork network) => Network(device, network);

    /// <summary>A store that does something else instead of writing.</summary>
    internal sealed class Store(IClientStore inner, Func<ReadOnlyMemory<byte>, IClientStore, ValueTask> write, Func<IClientStore, ValueTask<byte[]?>>? read = null) : IClientStore
    {
        public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => read?.Invoke(inner) ?? inner.ReadAsync(cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => write(record.ToArray(), inner);
    }

    /// <summary>A network that does something with answers.</summary>
    internal sealed class Answers(INetwork inner, Func<string, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> change) : INetwork
    {
        public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
            await change(path, message, await inner.SendRequestAsync(path, message, cancellationToken));
    }
}
