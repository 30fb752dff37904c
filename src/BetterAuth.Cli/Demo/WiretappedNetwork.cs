using BetterAuth.Client;

namespace BetterAuth.Cli.Demo;

/// <summary>A network somebody listens to: the last message for each path is kept, and something may happen before one is sent.</summary>
internal sealed class WiretappedNetwork(INetwork network) : INetwork
{
    private readonly Dictionary<string, byte[]> _last = [];

    /// <summary>Called with the path before a message is sent.</summary>
    public Action<string> BeforeSend { get; set; } = _ => { };

    public byte[] LastMessageTo(string path) => _last[path];

    public bool AuthenticatesServer => network.AuthenticatesServer;

    public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        BeforeSend(path);
        _last[path] = message.ToArray();
        return network.SendRequestAsync(path, message, cancellationToken);
    }
}
