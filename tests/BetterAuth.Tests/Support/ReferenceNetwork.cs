using System.Text;
using BetterAuth.Client;

namespace BetterAuth.Tests.Support;

/// <summary>A server as the other implementations are, as far as a client can see: what it applied it refuses when it comes again.</summary>
internal sealed class ReferenceNetwork(World world) : INetwork
{
    private readonly HashSet<string> _applied = [];

    /// <summary>What was sent, path by path.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>Answers that get lost from now on.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>The path whose messages are refused before they are looked at.</summary>
    public string? Refuses { get; set; }

    public bool AuthenticatesServer => true;

    public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        Paths.Add(path);
        string what = path + Encoding.UTF8.GetString(message.Span);
        if (_applied.Contains(what) || path == Refuses)
        {
            return "{\"error\":\"an error occured\"}"u8.ToArray();
        }

        ReadOnlyMemory<byte> answer = await world.Network.SendRequestAsync(path, message, cancellationToken);
        if (answer.Span.StartsWith("{\"payload\""u8))
        {
            _applied.Add(what);
        }

        return AnswersToLose-- > 0 ? throw new IOException("The answer was lost.") : answer;
    }
}
