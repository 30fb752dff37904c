using System.Buffers;
using System.Globalization;
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
            WriteValue(ref writer, refusal.Context[i]);
        }

        writer.WriteVerbatim("}}}"u8);
        destination.Advance(writer.Written);
    }

    /// <summary>Durations are numbers of seconds in every implementation's errors; everything else is text.</summary>
    private static void WriteValue(ref CanonicalJsonWriter writer, KeyValuePair<string, string> member)
    {
        if (member.Key is "maximumAge" or "timeDifference" && double.TryParse(member.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds))
        {
            writer.WriteNumber(seconds);
        }
        else
        {
            writer.WriteString(member.Value);
        }
    }

    // A character takes at most six bytes (\u001f), a string two quotes, a member a colon and a comma.
    private static int MaxLength(Refusal refusal)
    {
        int length = 64 + (CanonicalJsonWriter.MaxNumberLength * 2) + (6 * refusal.Message.Length);
        foreach (KeyValuePair<string, string> member in refusal.Context)
        {
            length += 8 + (6 * (member.Key.Length + member.Value.Length));
        }

        return length;
    }
}
