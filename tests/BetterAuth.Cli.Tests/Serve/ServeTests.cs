using System.Net;
using System.Net.Sockets;
using System.Text;
using BetterAuth.Cli.Development;
using BetterAuth.Cli.Tests.Support;
using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;

namespace BetterAuth.Cli.Tests.Serve;

/// <summary>The server that every implementation's clients are tried against.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();

    private string Data => _folder.File("server.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_answers_on_both_loopback_addresses()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Data, _port);
        byte[] key = await ServerProcess.ResponseKeyAsync(server.Http);
        foreach (IPAddress address in HasIPv6Loopback() ? (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback])
        {
            using HttpClient http = new() { BaseAddress = new UriBuilder("http", address.ToString(), _port).Uri };
            Assert.Equal(key, await ServerProcess.ResponseKeyAsync(http));
        }

        Assert.Equal(48, key.Length);
        Assert.StartsWith($"betterauth serve: http://localhost:{_port}/, data {Data}, response key {Encoding.ASCII.GetString(key)}", server.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_helpers_answer_as_every_implementations()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Data, _port);
        byte[] key = await ServerProcess.ResponseKeyAsync(server.Http);
        Assert.Equal(48, key.Length);
        Assert.DoesNotContain(key, character => character is (byte)'\n' or (byte)'\r' or (byte)' ');
        RecordingNetwork network = new() { Server = new HttpNetwork(server.Http) };
        BetterAuthClient client = await SessionAsync(network, key);

        FooBarResponse response = await AccessAsync(client);
        Assert.Equal(new FooBarResponse("bar", "foo"), response);
        InvalidMessageException exception = await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.MakeAccessRequestAsync<FooBarRequest, FooBarResponse>("/bad/nonce", new("bar", "foo")));
        Assert.Equal("payload.access.nonce", exception.Refusal["field"]); // it is not even a nonce

        network.Server = new RefusingNetwork();
        await Assert.ThrowsAsync<HttpRequestException>(async () => await AccessAsync(client));
        (int status, string body) = await server.PostAsync("/bad/nonce", network.Last);
        Assert.Equal(200, status);
        Assert.Contains("\"nonce\":\"0A0123456789\"", body, StringComparison.Ordinal);
        Assert.Contains("\"response\":{\"wasFoo\":\"bar\",\"wasBar\":\"foo\"}", body, StringComparison.Ordinal);
        (status, body) = await server.PostAsync("/bad/nonce", network.Last);
        Assert.Equal(400, status);
        Assert.Contains("BA203", body, StringComparison.Ordinal);
        (status, _) = await server.PostAsync("/bad/nonce", new byte[(64 * 1024) + 1]);
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task A_restart_breaks_no_pin_no_token_and_no_replay_protection()
    {
        RecordingNetwork network = new();
        BetterAuthClient client;
        byte[] key;
        byte[] accepted;
        await using (ServerProcess first = await ServerProcess.StartAsync(Data, _port))
        {
            key = await ServerProcess.ResponseKeyAsync(first.Http);
            network.Server = new HttpNetwork(first.Http);
            client = await SessionAsync(network, key);
            await AccessAsync(client);
            accepted = network.Last;
            await first.KillAsync();
        }

        await using ServerProcess second = await ServerProcess.StartAsync(Data, _port);
        network.Server = new HttpNetwork(second.Http);
        Assert.Equal(key, await ServerProcess.ResponseKeyAsync(second.Http));
        (int status, string body) = await second.PostAsync("/foo/bar", accepted);
        Assert.Equal(401, status);
        Assert.Contains("BA203", body, StringComparison.Ordinal);
        await AccessAsync(client);
        await client.RefreshSessionAsync();
        await AccessAsync(client);
    }

    [Fact]
    public async Task Its_files_are_its_owners_alone()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Data, _port);
        Assert.Contains(Data, Directory.GetFiles(_folder.Path));
        Assert.Contains(Data + ".keys", Directory.GetFiles(_folder.Path));
        Assert.Contains(Data + ".secret", Directory.GetFiles(_folder.Path));
        if (OperatingSystem.IsWindows())
        {
            return; // the folder's permissions apply
        }

        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
        }
    }

    [Fact]
    public async Task Terminating_it_is_a_success()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no SIGTERM there
        }

        await using ServerProcess server = await ServerProcess.StartAsync(Data, _port);
        await ServerProcess.ResponseKeyAsync(server.Http); // leaves a connection open
        Assert.Equal(0, await server.TerminateAsync(TimeSpan.FromSeconds(20)));
    }

    private static async Task<BetterAuthClient> SessionAsync(INetwork network, byte[] responseKey)
    {
        BetterAuthClient client = await ServerProcess.NewClientAsync(network, responseKey);
        await client.CreateAccountAsync(ServerProcess.NewRecoveryHash());
        await client.CreateSessionAsync();
        return client;
    }

    private static ValueTask<FooBarResponse> AccessAsync(BetterAuthClient client) => client.MakeAccessRequestAsync<FooBarRequest, FooBarResponse>("/foo/bar", new("bar", "foo"));

    private static bool HasIPv6Loopback()
    {
        try
        {
            using TcpListener listener = new(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class RefusingNetwork : INetwork
    {
        public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
            throw new HttpRequestException("Not sent.");
    }
}
