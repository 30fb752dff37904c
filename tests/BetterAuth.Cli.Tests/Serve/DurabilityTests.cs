using BetterAuth.Cli.Development;
using BetterAuth.Cli.Tests.Support;
using BetterAuth.Client;
using BetterAuth.Tests.Support;

namespace BetterAuth.Cli.Tests.Serve;

/// <summary>The server is killed again and again while clients work with it.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Workers = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingNetwork _network = new();
    private readonly List<BetterAuthClient> _clients = [];
    private readonly Lock _gate = new();
    private byte[] _responseKey = [];
    private int _acknowledged;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_by_a_killed_server()
    {
        int kills = TestBudget.Iterations(normal: 5, full: 20);
        int port = ServerProcess.FreePort();
        string data = _folder.File("server.db");
        for (int kill = 0; kill < kills; kill++)
        {
            await using ServerProcess server = await ServerProcess.StartAsync(data, port);
            await ConnectAsync(server);
            await AssertKeptAsync();
            TaskCompletionSource enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Task[] work = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(kill * 7, enough)))];
            await Task.WhenAny(enough.Task, Task.WhenAll(work)); // a worker that ends before the kill has failed
            await server.KillAsync();
            await Task.WhenAll(work);
        }

        await using ServerProcess last = await ServerProcess.StartAsync(data, port);
        await ConnectAsync(last);
        await AssertKeptAsync();
        Assert.Equal(kills * Workers, _clients.Count);
        Assert.True(_acknowledged >= kills * 5, $"Only {_acknowledged} operations were acknowledged.");
    }

    private async Task ConnectAsync(ServerProcess server)
    {
        _network.Server = new HttpNetwork(server.Http);
        byte[] key = await ServerProcess.ResponseKeyAsync(server.Http);
        Assert.True(_responseKey.Length == 0 || _responseKey.AsSpan().SequenceEqual(key));
        _responseKey = key;
    }

    /// <summary>The server knows every account at the position that the client was told, or at that of the message whose answer the kill cut off: else the next operation would be refused.</summary>
    private async Task AssertKeptAsync()
    {
        foreach (BetterAuthClient client in _clients)
        {
            Assert.True(await client.ResumeAsync());
            await client.RotateDeviceAsync();
            Assert.False(client.HasPendingOperation);
        }
    }

    /// <summary>A new account and its operations, until the server is gone; a refusal fails the test.</summary>
    private async Task WorkAsync(int beforeKill, TaskCompletionSource enough)
    {
        int done = 0;
        BetterAuthClient client = await ServerProcess.NewClientAsync(_network, _responseKey);
        lock (_gate)
        {
            _clients.Add(client);
        }

        try
        {
            await client.CreateAccountAsync(ServerProcess.NewRecoveryHash());
            while (true)
            {
                await client.RotateDeviceAsync();
                await client.ChangeRecoveryKeyAsync(ServerProcess.NewRecoveryHash());
                await client.CreateSessionAsync();
                await client.RefreshSessionAsync();
                await client.MakeAccessRequestAsync<FooBarRequest, FooBarResponse>("/foo/bar", new("bar", "foo"));
                done += 5;
                Interlocked.Add(ref _acknowledged, 5);
                if (done > beforeKill)
                {
                    enough.TrySetResult();
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The server was killed.
        }
    }
}
