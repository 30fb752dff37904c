using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Storage;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Tests.Support;

/// <summary><c>betterauth serve</c> as a process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ServerProcess(Process process, string line, int port)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        Line = line;
        Http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
    }

    /// <summary>What it says when it is ready.</summary>
    public string Line { get; }

    public HttpClient Http { get; }

    /// <summary>The response key, as its users fetch it.</summary>
    public static async Task<byte[]> ResponseKeyAsync(HttpClient http)
    {
        using HttpResponseMessage response = await http.PostAsync(new Uri("/key/response", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task<ServerProcess> StartAsync(string data, int port, string? passphrase = null)
    {
        Process process = Tool.Start(["serve", "--url", $"http://localhost:{port}", "--data", data], passphrase);
        return await process.StandardOutput.ReadLineAsync() is { } line
            ? new(process, line, port)
            : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    /// <summary>A client that trusts <paramref name="responseKey"/>.</summary>
    public static async Task<BetterAuthClient> NewClientAsync(INetwork network, byte[] responseKey)
    {
        Assert.True(CryptographicSuite.Default.Verifier.TryImport(new Utf8Text(responseKey), out IVerificationKey? key));
        return await BetterAuthClient.OpenAsync(new() { Network = network, Store = new MemoryClientStore(), ResponseKeys = new VerificationKeyRing(key) });
    }

    public static Utf8Text NewRecoveryHash() => Cli.Call.Caller.NewRecoveryKey().Hash;

    public async Task<(int Status, string Body)> PostAsync(string path, byte[] message)
    {
        using ByteArrayContent content = new(message);
        using HttpResponseMessage response = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>SIGKILL: nothing of it runs any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> TerminateAsync(TimeSpan patience)
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await Tool.EndAsync(_process, patience);
        Assert.Empty(await _error);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
