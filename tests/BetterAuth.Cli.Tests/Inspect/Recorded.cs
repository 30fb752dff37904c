using System.Text.Json;

namespace BetterAuth.Cli.Tests.Inspect;

/// <summary>Recorded messages to look into.</summary>
internal static class Recorded
{
    private static readonly JsonElement Transcript = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "ts-go.json"))).RootElement;

    public static string ResponseKey => Transcript.GetProperty("responseKey").GetString()!;

    public static string AccessKey => Transcript.GetProperty("accessKey").GetString()!;

    public static IEnumerable<(string Path, string Request, string Response)> Exchanges => Transcript.GetProperty("exchanges").EnumerateArray()
        .Select(exchange => (exchange.GetProperty("path").GetString()!, exchange.GetProperty("request").GetString()!, exchange.GetProperty("response").GetString()!));

    public static string Request(string path) => Exchanges.First(exchange => exchange.Path == path).Request;

    public static string Response(string path) => Exchanges.First(exchange => exchange.Path == path).Response;

    /// <summary>A member's value, wherever it stands first.</summary>
    public static string Member(string message, string name) => message.Split($"\"{name}\":\"")[1].Split('"')[0];
}
