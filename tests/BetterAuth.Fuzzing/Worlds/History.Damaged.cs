using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

internal sealed partial class History
{
    /// <summary>Runs the steps, of which some send an earlier message after a change of its bytes; the first is a creation. Ends with a look at everything the store holds.</summary>
    public async Task RunAsync(IEnumerable<(HistoryStep Step, Func<byte[], byte[]>? Damage)> steps, Action<string> count)
    {
        await CreateAsync(default);
        foreach ((HistoryStep step, Func<byte[], byte[]>? damage) in steps)
        {
            await (damage is null ? ActAsync(step) : DamageAsync(step, damage, count));
        }

        await _servers.CompareAsync(Model, _maker.Hashes, Now);
    }

    /// <summary>White space around payload and signature leaves a message the one it was; after any other change it is refused and changes nothing.</summary>
    private async Task DamageAsync(HistoryStep step, Func<byte[], byte[]> damage, Action<string> count)
    {
        (ModelMessage message, Operation endpoint) = Earlier(step);
        byte[] damaged = damage(message.Bytes);
        if (Parts(damaged) is { } parts && parts == Parts(message.Bytes))
        {
            count("the same message in another text");
            await DeliverAsync(message with { Bytes = damaged }, endpoint);
            return;
        }

        count("damaged");
        byte[] before = _world.Store.Image();
        (byte[] answer, Refusal? refusal) = await _world.ExecuteAsync(endpoint, damaged);
        Assert.True(refusal is not null && answer.Length == 0, $"A damaged message is taken by {endpoint}: {Convert.ToBase64String(damaged)}");
        Assert.Equal(before, _world.Store.Image());
    }

    /// <summary>Payload and signature as they are written, or null when these are not all there is. Escapes are in no message of the protocol, so also not in what is the same message.</summary>
    private static (string Payload, string Signature)? Parts(byte[] message)
    {
        if (message.AsSpan().Contains((byte)'\\'))
        {
            return null;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(message, new() { AllowDuplicateProperties = false });
            JsonElement root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.GetPropertyCount() == 2 && root.TryGetProperty("payload", out JsonElement payload) && root.TryGetProperty("signature", out JsonElement signature)
                ? (payload.GetRawText(), signature.GetRawText())
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
