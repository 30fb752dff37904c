using BetterAuth.Generators.Model;

namespace BetterAuth.Generators.SourceFormatter;

/// <summary>Prints a view: reader, length and writer. It decides nothing.</summary>
internal static class ViewFormatter
{
    private const string Refusal = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out global::BetterAuth.Errors.Refusal? refusal";

    public static void Format(SourceWriter writer, ViewModel model)
    {
        Read(writer, model);
        writer.Line();
        Length(writer, model);
        writer.Line();
        Write(writer, model);
    }

    private static void Read(SourceWriter writer, ViewModel model)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static bool TryRead(ref global::BetterAuth.Wire.Json.JsonScanner scanner, out {model.Type.Name} value, {Refusal})");
        writer.Line("value = default;");
        writer.Open("if (!scanner.TryBeginObject(out refusal))");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        for (int i = 0; i < model.Members.Count; i++)
        {
            writer.Line($"{model.Members[i].TypeName} member{i} = default;");
        }

        if (model.Members.Count > 0)
        {
            writer.Line("ulong seen = 0;");
        }

        writer.Open("while (scanner.TryReadName(out global::System.ReadOnlySpan<byte> name))");
        for (int i = 0; i < model.Members.Count; i++)
        {
            ReadMember(writer, model.Members[i], i);
        }

        writer.Line("refusal = scanner.RefuseMember(name, \"unknown member\");");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Open("if (!scanner.TryEndObject(out refusal))");
        writer.Line("return false;");
        writer.Close();
        for (int i = 0; i < model.Members.Count; i++)
        {
            writer.Line();
            writer.Open($"if ((seen & (1UL << {i})) == 0)");
            writer.Line($"refusal = scanner.Refuse({Literal.Of(model.Members[i].WireName)}, \"missing member\");");
            writer.Line("return false;");
            writer.Close();
        }

        writer.Line();
        string members = string.Join(", ", model.Members.Select((member, i) => $"{member.Property} = member{i}"));
        writer.Line($"value = new {model.Type.Name} {{ {members} }};");
        writer.Line("return true;");
        writer.Close();
    }

    private static void ReadMember(SourceWriter writer, ViewMember member, int index)
    {
        writer.Open($"if (global::System.MemoryExtensions.SequenceEqual(name, {Literal.Of(member.WireName)}u8))");
        writer.Open($"if ((seen & (1UL << {index})) != 0)");
        writer.Line("refusal = scanner.RefuseMember(name, \"duplicate member\");");
        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line($"seen |= 1UL << {index};");
        if (member.Shape is not null)
        {
            writer.Open($"if (!scanner.TryReadText(global::BetterAuth.Wire.TextShape.{member.Shape}, out member{index}))");
            writer.Line($"refusal = scanner.Refuse({Literal.Of(member.WireName)});");
        }
        else
        {
            writer.Open($"if (!{member.TypeName}.TryRead(ref scanner, out member{index}, out refusal))");
            writer.Line($"refusal = refusal.Within({Literal.Of(member.WireName)});");
        }

        writer.Line("return false;");
        writer.Close();
        writer.Line();
        writer.Line("continue;");
        writer.Close();
        writer.Line();
    }

    private static void Length(SourceWriter writer, ViewModel model)
    {
        int constant = 2 + model.Members.Sum(member => Literal.NameLength(member.WireName)) + Math.Max(0, model.Members.Count - 1);
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static int MaxLength(in {model.Type.Name} value) => {constant}" + (model.Members.Count == 0 ? ";" : ""));
        for (int i = 0; i < model.Members.Count; i++)
        {
            ViewMember member = model.Members[i];
            string length = member.Shape is not null
                ? $"global::BetterAuth.Wire.Json.CanonicalJsonWriter.LengthOf(value.{member.Property}.Span)"
                : $"{member.TypeName}.MaxLength(value.{member.Property})";
            writer.Line($"    + {length}{(i == model.Members.Count - 1 ? ";" : "")}");
        }
    }

    private static void Write(SourceWriter writer, ViewModel model)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static void Write(ref global::BetterAuth.Wire.Json.CanonicalJsonWriter writer, in {model.Type.Name} value)");
        string pending = "{";
        foreach (ViewMember member in model.Members)
        {
            writer.Line($"writer.WriteVerbatim({Literal.Name(member.WireName, pending)});");
            writer.Line(member.Shape is not null ? $"writer.WriteString(value.{member.Property}.Span);" : $"{member.TypeName}.Write(ref writer, value.{member.Property});");
            pending = ",";
        }

        writer.Line($"writer.WriteVerbatim(\"{(model.Members.Count == 0 ? "{" : "")}}}\"u8);");
        writer.Close();
    }
}
