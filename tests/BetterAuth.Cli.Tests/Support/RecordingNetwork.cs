using BetterAuth.Client;

namespace BetterAuth.Cli.Tests.Support;

/// <summary>Whatever server is there now; keeps what was sent last.</summary>
internal sealed class RecordingNetwork : INetwork
{
    public INetwork? Server { get; set; }

    public byte[] Last { get; private set; } = [];

    public bool AuthenticatesServer => Server?.AuthenticatesServer ?? true;

    public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        Last = message.ToArray();
        return Server!.SendRequestAsync(path, message, cancellationToken);
    }
}
