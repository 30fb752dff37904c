using System.Text;
using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>Signs what a mutation made of a message, so that it gets past the signature.</summary>
internal static class Signing
{
    /// <summary>The message with its payload, as it stands now, rightly signed; the message itself when it has none.</summary>
    public static byte[] Again(byte[] message, ISigningKey key)
    {
        string? payload = PayloadOf(message);
        return payload is null ? message : Encoding.UTF8.GetBytes($"{{\"payload\":{payload},\"signature\":\"{ForgedDevice.Sign(payload, key)}\"}}");
    }

    /// <summary>The text of the payload, or null.</summary>
    public static string? PayloadOf(byte[] message)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("payload", out JsonElement payload) ? payload.GetRawText() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
