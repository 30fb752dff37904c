using System.CommandLine;
using System.Security.Cryptography;
using BetterAuth.Cli.Development;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Sqlite;
using Microsoft.Extensions.Logging;

namespace BetterAuth.Cli.Serve;

/// <summary><c>betterauth serve</c>: the development server, keeping accounts and keys over restarts.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<Uri> url = UrlOption.Create("Where to listen; loopback only.");
        Option<FileInfo> data = new("--data") { Description = "The SQLite file; FILE.keys beside it keeps the server's keys.", DefaultValueFactory = _ => new FileInfo(Path.Combine(".betterauth", "server.db")) };
        Option<bool> verbose = new("--verbose") { Description = "Say why requests are refused." };
        Option<bool> dumps = new("--allow-dumps") { Description = "Leave core dumps and debuggers possible: they hold the server's keys." };
        Command command = new("serve", "Run a development server that every implementation's clients can be tried against.") { url, data, verbose, dumps };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(dumps))
            {
                ProcessDumps.TryForbid(); // before there are keys in this process
            }

            return RunAsync(parsed.GetRequiredValue(url), parsed.GetRequiredValue(data), parsed.GetValue(verbose), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Uri url, FileInfo data, bool verbose, CancellationToken cancellationToken)
    {
        if (!url.IsLoopback || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
        {
            await Console.Error.WriteLineAsync($"--url {url}: this is a development server; give a loopback address such as http://localhost:8080.").ConfigureAwait(false);
            return 2;
        }

        try
        {
            ServerData.CreateFolder(data);
            using ServerKeys keys = ServerData.OpenKeys(data.FullName);
            SqliteAccountStore store = await SqliteAccountStore.OpenAsync(new() { Path = data.FullName }, cancellationToken).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
            {
                DevelopmentServer server = await DevelopmentServer.StartAsync(url.Port, store, keys, TimeProvider.System, verbose ? LogLevel.Information : LogLevel.Warning, cancellationToken).ConfigureAwait(false);
                await using (server.ConfigureAwait(false))
                {
                    Console.WriteLine($"betterauth serve: {server.Address}, data {data}, response key {keys.ResponseKey.PublicKey}");
                    await server.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreUnavailableException or InvalidDataException or InvalidOperationException or CryptographicException)
        {
            await Console.Error.WriteLineAsync($"betterauth serve: {exception.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
