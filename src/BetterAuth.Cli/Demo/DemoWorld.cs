using System.Security.Cryptography;
using BetterAuth.Cli.Development;
using BetterAuth.Cli.Serve;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Sqlite;
using BetterAuth.Storage;
using BetterAuth.Wire;
using Microsoft.Extensions.Logging;

namespace BetterAuth.Cli.Demo;

/// <summary>The real server on a free loopback port, with everything in a temporary folder, and clients that reach it over HTTP.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly SqliteAccountStore _store;
    private readonly DevelopmentServer _server;
    private readonly HttpClient _http;
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(SecretKeyProtector.SecretLength);
    private readonly List<IAsyncDisposable> _clients = [];

    private DemoWorld(DirectoryInfo folder, ServerKeys keys, SqliteAccountStore store, DevelopmentServer server, OffsetClock serverClock)
    {
        _folder = folder;
        _store = store;
        _server = server;
        _http = new HttpClient { BaseAddress = server.Address };
        Keys = keys;
        ServerClock = serverClock;
        Network = new HttpNetwork(_http);
    }

    public ServerKeys Keys { get; }

    public OffsetClock ServerClock { get; }

    public INetwork Network { get; }

    public Uri Address => _server.Address;

    public string Folder => _folder.FullName;

    public static async Task<DemoWorld> StartAsync(CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("betterauth-demo-");
        string data = Path.Combine(folder.FullName, "server.db");
        OffsetClock clock = new();
        ServerKeys keys = ServerData.OpenKeys(data);
        SqliteAccountStore store = await SqliteAccountStore.OpenAsync(new() { Path = data, TimeProvider = clock }, cancellationToken).ConfigureAwait(false);
        DevelopmentServer server = await DevelopmentServer.StartAsync(0, store, keys, clock, LogLevel.Warning, cancellationToken).ConfigureAwait(false);
        return new DemoWorld(folder, keys, store, server, clock);
    }

    /// <summary>A device with nothing in its encrypted file, or that goes on where its file ends.</summary>
    public async Task<BetterAuthClient> OpenClientAsync(string name, INetwork? network = null, IVerificationKeyRing? responseKeys = null)
    {
        EncryptedFileClientStore store = EncryptedFileClientStore.Open(Path.Combine(_folder.FullName, name), new SecretKeyProtector(_secret));
        BetterAuthClient client = await BetterAuthClient.OpenAsync(new()
        {
            Network = network ?? Network,
            Store = store,
            ResponseKeys = responseKeys ?? new VerificationKeyRing(Keys.ResponseKey),
        }).ConfigureAwait(false);
        _clients.Add(client);
        _clients.Add(store);
        return client;
    }

    /// <summary>H(public key): what a client commits to.</summary>
    public static Utf8Text HashOf(ISigningKey key)
    {
        byte[] hash = new byte[CryptographicSuite.Default.Hasher.TextLength];
        CryptographicSuite.Default.Hasher.Hash(key.PublicKey.Span, hash);
        return new Utf8Text(hash);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable client in _clients)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }

        _http.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        Keys.Dispose();
        _folder.Delete(recursive: true);
    }
}
