using BetterAuth.Client;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>Keeps what is sent to one path instead of delivering it.</summary>
internal sealed class HoldingNetwork(INetwork network, string path) : INetwork
{
    public byte[]? Held { get; private set; }

    public bool AuthenticatesServer => network.AuthenticatesServer;

    public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        if (to != path)
        {
            return network.SendRequestAsync(to, message, cancellationToken);
        }

        Held = message.ToArray();
        throw new HeldException();
    }
}

/// <summary>The message was kept.</summary>
internal sealed class HeldException : Exception;
