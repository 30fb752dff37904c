using System.Text.Json;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Transcripts;

/// <summary>One recorded request and its answer; the bodies are exact.</summary>
internal sealed record Exchange(int Number, string Flow, string Path, string Request, int Status, string Response);

/// <summary>What a client of one implementation and a server of another said to each other, in order.</summary>
internal sealed record Transcript(string File, string ResponseKey, string AccessKey, IReadOnlyList<Exchange> Exchanges)
{
    private const string Variable = "BETTERAUTH_TRANSCRIPTS";

    /// <summary>The folder in <c>BETTERAUTH_TRANSCRIPTS</c>, or the recordings that lie beside the tests.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : Path.Combine(AppContext.BaseDirectory, "Transcripts", "Data");

    /// <summary>Every transcript of the folder. The specification's examples, a list, are none.</summary>
    public static IReadOnlyList<Transcript> LoadAll() =>
        [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(Load).OfType<Transcript>()];

    private static Transcript? Load(string file)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(file));
        JsonElement root = document.RootElement;
        return root.ValueKind != JsonValueKind.Object ? null : new(
            Path.GetFileName(file),
            Text(root, "responseKey"),
            Text(root, "accessKey"),
            [.. root.GetProperty("exchanges").EnumerateArray().Select(exchange => new Exchange(
                exchange.GetProperty("seq").GetInt32(),
                Text(exchange, "flow"),
                Text(exchange, "path"),
                Text(exchange, "request"),
                exchange.GetProperty("status").GetInt32(),
                Text(exchange, "response")))]);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
