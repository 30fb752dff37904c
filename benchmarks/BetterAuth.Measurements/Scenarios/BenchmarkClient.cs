using System.Text;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Storage;
using BetterAuth.Wire;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>A client with a session, whose messages are kept instead of sent.</summary>
internal sealed class BenchmarkClient
{
    private readonly BetterAuthClient _client;
    private readonly RecordingNetwork _network;

    private BenchmarkClient(BetterAuthClient client, RecordingNetwork network)
    {
        _client = client;
        _network = network;
    }

    public static async Task<BenchmarkClient> CreateAsync(Deployment deployment)
    {
        RecordingNetwork network = new(deployment);
        BetterAuthClient client = await BetterAuthClient.OpenAsync(new()
        {
            Network = network,
            Store = new MemoryClientStore(),
            ResponseKeys = new VerificationKeyRing(deployment.Options.ResponseKey),
        });
        byte[] hash = new byte[44];
        CryptographicSuite.Default.Hasher.Hash(CryptographicSuite.Default.Keys.Generate().PublicKey.Span, hash);
        await client.CreateAccountAsync(new Utf8Text(hash));
        await client.CreateSessionAsync();
        return new BenchmarkClient(client, network);
    }

    /// <summary>Signed access requests, ready to be sent.</summary>
    public async Task<byte[][]> SignAccessAsync(int count)
    {
        if (!RawJson.TryParse(Encoding.UTF8.GetBytes("{\"foo\":\"bar\",\"bar\":\"foo\"}"), out RawJson request, out _))
        {
            throw new InvalidOperationException("The constant request is no JSON.");
        }

        byte[][] messages = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            try
            {
                await _client.MakeAccessRequestAsync("/foo/bar", request);
            }
            catch (KeptException)
            {
                messages[i] = _network.Last;
            }
        }

        return messages;
    }

    private sealed class RecordingNetwork(INetwork network) : INetwork
    {
        public byte[] Last { get; private set; } = [];

        public bool AuthenticatesServer => network.AuthenticatesServer;

        public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            if (path != "/foo/bar")
            {
                return network.SendRequestAsync(path, message, cancellationToken);
            }

            Last = message.ToArray();
            throw new KeptException();
        }
    }

    private sealed class KeptException : Exception;
}
