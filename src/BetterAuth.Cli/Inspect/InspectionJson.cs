using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BetterAuth.Cli.Inspect;

/// <summary>An inspection for machines: one JSON object on one line.</summary>
internal static class InspectionJson
{
    public static string Of(Inspection inspection)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", inspection.Kind);
            writer.WriteNumber("exitCode", inspection.ExitCode);
            if (inspection.KeyGiven)
            {
                writer.WriteBoolean("verified", inspection.Verified);
            }

            writer.WriteStartArray("fields");
            foreach (InspectedField field in inspection.Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("path", field.Path);
                writer.WriteString("value", field.Value);
                writer.WriteString("note", field.Note);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("signatures");
            foreach (InspectedSignature signature in inspection.Signatures)
            {
                writer.WriteStartObject();
                writer.WriteString("of", signature.Of);
                writer.WriteString("key", signature.Key);
                writer.WriteString("keyPath", signature.KeyPath);
                writer.WriteBoolean("verifies", signature.Verifies);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (inspection.Problem is { } problem)
            {
                writer.WriteStartObject("problem");
                writer.WriteString("field", problem.Field);
                writer.WriteString("details", problem.Details);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
