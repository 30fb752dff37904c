using System.Diagnostics;
using BetterAuth.Cli.Development;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Storage;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Call;

/// <summary>A scenario's view of the server under test: new devices, and steps that are reported.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http;
    private readonly VerificationKeyRing _responseKeys;
    private readonly string _scenario;
    private readonly TextWriter _output;

    private Caller(HttpClient http, VerificationKeyRing responseKeys, string scenario, TextWriter output)
    {
        _http = http;
        _responseKeys = responseKeys;
        _scenario = scenario;
        _output = output;
    }

    /// <summary>Fetches the response key from <c>/key/response</c>: trust on first use, for development servers alone.</summary>
    public static async Task<Caller> ConnectAsync(Uri url, string scenario, TextWriter output, CancellationToken cancellationToken)
    {
        HttpClient http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        using ByteArrayContent empty = new([]);
        using HttpResponseMessage response = await http.PostAsync(new Uri("/key/response", UriKind.Relative), empty, cancellationToken).ConfigureAwait(false);
        Utf8Text text = new(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        return CryptographicSuite.Default.Verifier.TryImport(text, out IVerificationKey? key)
            ? new Caller(http, new VerificationKeyRing(key), scenario, output)
            : throw new InvalidDataException($"{url} did not answer /key/response with a public key.");
    }

    /// <summary>A new device.</summary>
    public async Task<BetterAuthClient> NewDeviceAsync() => await BetterAuthClient.OpenAsync(new()
    {
        Network = new HttpNetwork(_http),
        Store = new MemoryClientStore(),
        ResponseKeys = _responseKeys,

        // Throw-away accounts on a development server, maybe a plain-HTTP one in the next container: there is nothing to protect, and the scenarios are to send what every client sends.
        Trust = AcknowledgementTrust.Believe,
    }).ConfigureAwait(false);

    /// <summary>A step that must succeed.</summary>
    public async Task StepAsync(string name, Func<ValueTask> step)
    {
        long started = Stopwatch.GetTimestamp();
        await step().ConfigureAwait(false);
        await ReportAsync(name, started).ConfigureAwait(false);
    }

    /// <summary>A step that must be refused; by whom and how is the server's business.</summary>
    public async Task RefusedStepAsync(string name, Func<ValueTask> step)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (BetterAuthException exception)
        {
            await ReportAsync($"{name}: refused ({exception.Code})", started).ConfigureAwait(false);
            return;
        }

        throw new InvalidDataException($"{name}: should have been refused, but was not.");
    }

    /// <summary>The device's session from its creation to an access request.</summary>
    public async Task SessionFlowAsync(string device, BetterAuthClient client)
    {
        await StepAsync($"{device}: rotate", () => client.RotateDeviceAsync()).ConfigureAwait(false);
        await StepAsync($"{device}: create session", () => client.CreateSessionAsync()).ConfigureAwait(false);
        await StepAsync($"{device}: refresh session", () => client.RefreshSessionAsync()).ConfigureAwait(false);
        await StepAsync($"{device}: access request", () => AccessAsync(client, "/foo/bar")).ConfigureAwait(false);
    }

    public static async ValueTask AccessAsync(BetterAuthClient client, string path)
    {
        FooBarResponse response = await client.MakeAccessRequestAsync<FooBarRequest, FooBarResponse>(path, new("bar", "foo")).ConfigureAwait(false);
        if (response is not { WasFoo: "bar", WasBar: "foo" })
        {
            throw new InvalidDataException($"{path} answered {response}.");
        }
    }

    public static (ISigningKey Key, Utf8Text Hash) NewRecoveryKey()
    {
        ISigningKey key = CryptographicSuite.Default.Keys.Generate();
        byte[] hash = new byte[CryptographicSuite.Default.Hasher.TextLength];
        CryptographicSuite.Default.Hasher.Hash(key.PublicKey.Span, hash);
        return (key, new Utf8Text(hash));
    }

    public void Dispose() => _http.Dispose();

    private Task ReportAsync(string step, long started) => _output.WriteLineAsync($"{_scenario}: {step} ({Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms)");
}
