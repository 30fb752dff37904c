using System.Buffers;
using BetterAuth.Wire.Json;

namespace BetterAuth.Errors;

/// <summary>The JSON form of a refusal: <c>{"error":{"code":"BA101","message":…,"context":{…}}}</c> (error catalogue). Unsigned, as every implementation's.</summary>
public static class RefusalJson
{
    /// <summary>Writes the canonical text of <paramref name="refusal"/>.</summary>
    public static void Write(Refusal refusal, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentNullException.ThrowIfNull(destination);
        CanonicalJsonWriter writer = new(destination.GetSpan(MaxLength(refusal)));
        writer.WriteVerbatim("{\"error\":{\"code\":"u8);
        writer.WriteString(ErrorCatalogue.TextOf(refusal.Code));
        writer.WriteVerbatim(",\"message\":"u8);
        writer.WriteString(refusal.Message);
        writer.WriteVerbatim(",\"context\":{"u8);
        for (int i = 0; i < refusal.Context.Count; i++)
        {
            if (i > 0)
            {
                writer.WriteVerbatim(","u8);
            }

            writer.WriteString(refusal.Context[i].Key);
            writer.WriteVerbatim(":"u8);
            writer.WriteString(refusal.Context[i].Value);
        }

        writer.WriteVerbatim("}}}"u8);
        destination.Advance(writer.Written);
    }

    // A character takes at most six bytes (\u001f), a string two quotes, a member a colon and a comma.
    private static int MaxLength(Refusal refusal)
    {
        int length = 64 + (6 * refusal.Message.Length);
        foreach (KeyValuePair<string, string> member in refusal.Context)
        {
            length += 8 + (6 * (member.Key.Length + member.Value.Length));
        }

        return length;
    }
}
