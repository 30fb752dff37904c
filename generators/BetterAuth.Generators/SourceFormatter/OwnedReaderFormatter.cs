using BetterAuth.Generators.Model;

namespace BetterAuth.Generators.SourceFormatter;

/// <summary>Prints the strict reader of an owned message.</summary>
internal static class OwnedReaderFormatter
{
    public const string WireObject = "global::BetterAuth.Wire.Values.WireObject";
    private const string Value = "[global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out";
    private const string Refusal = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out global::BetterAuth.Errors.Refusal? refusal";

    public static void Format(SourceWriter writer, OwnedModel model)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static bool TryRead(ref global::System.Text.Json.Utf8JsonReader reader, {Value} {model.Type.Name} value, {Refusal})");
        writer.Line("value = default;");
        writer.Open($"if (!{WireObject}.TryBegin(ref reader, out refusal))");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        for (int i = 0; i < model.Members.Count; i++)
        {
            writer.Line($"{model.Members[i].TypeName} member{i} = default!;");
        }

        Loop(writer, model);
        writer.Line();
        writer.Open($"if (!{WireObject}.TryEnd(ref reader, out refusal))");
        writer.Line("return false;");
        writer.Close();
        for (int i = 0; i < model.Members.Count; i++)
        {
            if (!model.Members[i].IsNullable)
            {
                Required(writer, model.Members[i], i);
            }
        }

        writer.Line();
        writer.Line($"value = {Construction(model)};");
        writer.Line("return true;");
        writer.Close();
    }

    private static void Loop(SourceWriter writer, OwnedModel model)
    {
        if (model.Members.Count > 0)
        {
            writer.Line("ulong seen = 0;");
        }

        writer.Open($"while ({WireObject}.TryReadName(ref reader))");
        for (int i = 0; i < model.Members.Count; i++)
        {
            OwnedMember member = model.Members[i];
            string name = Literal.Of(member.WireName);
            writer.Open($"if (reader.ValueTextEquals({name}u8))");
            writer.Open($"if (!{WireObject}.TryReadMember<{member.TypeName}, {member.Value}>(ref reader, {name}, 1UL << {i}, ref seen, out member{i}!, out refusal))");
            writer.Line("return false;");
            writer.Close();
            writer.Line();
            writer.Line("continue;");
            writer.Close();
            writer.Line();
        }

        writer.Line($"refusal = {WireObject}.Unknown(ref reader);");
        writer.Line("return false;");
        writer.Close();
    }

    private static void Required(SourceWriter writer, OwnedMember member, int index)
    {
        writer.Line();
        writer.Open($"if ((seen & (1UL << {index})) == 0)");
        writer.Line($"refusal = {WireObject}.Missing({Literal.Of(member.WireName)});");
        writer.Line("return false;");
        writer.Close();
    }

    private static string Construction(OwnedModel model)
    {
        string arguments = string.Join(", ", model.Arguments.Select(index => $"member{index}"));
        string[] initialised = [.. model.Members.Select((member, index) => (member, index)).Where(pair => !model.Arguments.Contains(pair.index)).Select(pair => $"{pair.member.Property} = member{pair.index}")];
        return $"new {model.Type.Name}({arguments})" + (initialised.Length == 0 ? "" : $" {{ {string.Join(", ", initialised)} }}");
    }
}
