using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using BetterAuth.AspNetCore;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Measurements.Scenarios;
using BetterAuth.Sqlite;
using BetterAuth.Storage;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BetterAuth.Benchmarks.Http;

/// <summary>
/// Requests per second over loopback, beside a Kestrel endpoint that does nothing, in one run. Server and clients share the machine's cores, so only the ratios say something.
/// </summary>
internal static class HttpComparison
{
    private const int Connections = 8;
    private const int AccessRequests = 4000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("betterauth-http-").FullName;
        await using SqliteAccountStore store = await SqliteAccountStore.OpenAsync(new() { Path = Path.Combine(folder, "server.db") });
        Deployment deployment = new(store);
        await using WebApplication server = await StartAsync(deployment);
        using HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = new Uri(server.Urls.First()) };

        double nothing = await MeasureAsync(http, "/nothing", "{}"u8.ToArray());
        double access = await MeasureAccessAsync(http, deployment);
        double sessions = await MeasureSessionsAsync(http, deployment);
        await output.WriteLineAsync($"http, requests/s over loopback, {Connections} connections, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}:");
        await output.WriteLineAsync($"  endpoint that does nothing      {nothing,8:0}");
        await output.WriteLineAsync($"  /foo/bar                        {access,8:0}  ({nothing / access:0.0} times the cost)");
        await output.WriteLineAsync($"  session/request + create        {sessions,8:0}  pairs ({nothing / sessions / 2:0.0} times the cost of two; SQLite, one fsync per group)");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<WebApplication> StartAsync(Deployment deployment)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Services.AddBetterAuth(options =>
        {
            options.Server = _ => deployment.Options;
            options.Access = _ => deployment.Access;
        });
        WebApplication application = builder.Build();
        application.UseRouting();
        application.MapPost("/nothing", (RequestDelegate)(static context => context.Request.BodyReader.CompleteAsync().AsTask()));
        application.MapBetterAuth();
        application.MapAccess<FooBarRequest, FooBarResponse, NoAttributes>("/foo/bar", static (call, _) => new(new FooBarResponse(call.Request.Foo, call.Request.Bar)));
        await application.StartAsync();
        return application;
    }

    private static async Task<double> MeasureAsync(HttpClient http, string path, byte[] body)
    {
        await PostAsync(http, path, body);
        long requests = 0;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < Duration)
            {
                await PostAsync(http, path, body);
                Interlocked.Increment(ref requests);
            }
        })));
        return requests / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> MeasureAccessAsync(HttpClient http, Deployment deployment)
    {
        byte[][] messages = await (await BenchmarkClient.CreateAsync(deployment)).SignAccessAsync(AccessRequests + 1);
        await PostAsync(http, "/foo/bar", messages[^1]);
        int next = -1;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < AccessRequests; i = Interlocked.Increment(ref next))
            {
                await PostAsync(http, "/foo/bar", messages[i]);
            }
        })));
        return AccessRequests / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The clients sign and check too: this is what both sides together achieve on one machine.</summary>
    private static async Task<double> MeasureSessionsAsync(HttpClient http, Deployment deployment)
    {
        long pairs = 0;
        BetterAuthClient[] clients = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => OpenAsync(http, deployment)));
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(client => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) < Duration)
            {
                await client.CreateSessionAsync();
                Interlocked.Increment(ref pairs);
            }
        })));
        return pairs / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<BetterAuthClient> OpenAsync(HttpClient http, Deployment deployment)
    {
        BetterAuthClient client = await BetterAuthClient.OpenAsync(new()
        {
            Network = new HttpNetwork(http),
            Store = new MemoryClientStore(),
            ResponseKeys = new VerificationKeyRing(deployment.Options.ResponseKey),
        });
        byte[] hash = new byte[44];
        CryptographicSuite.Default.Hasher.Hash(CryptographicSuite.Default.Keys.Generate().PublicKey.Span, hash);
        await client.CreateAccountAsync(new Utf8Text(hash));
        return client;
    }

    private static async Task PostAsync(HttpClient http, string path, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        await response.Content.ReadAsByteArrayAsync();
        response.EnsureSuccessStatusCode();
    }
}
