using BetterAuth.Generators.Model;

namespace BetterAuth.Generators.SourceFormatter;

/// <summary>Prints the length and the canonical writer of an owned message.</summary>
internal static class OwnedWriterFormatter
{
    public static void Format(SourceWriter writer, OwnedModel model)
    {
        Length(writer, model);
        writer.Line();
        Write(writer, model);
    }

    private static void Length(SourceWriter writer, OwnedModel model)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static int MaxLength(in {model.Type.Name} value)");
        RefuseNull(writer, model);
        int braces = 2 + Math.Max(0, model.Members.Count - 1) + model.Members.Where(member => !member.IsNullable).Sum(member => Literal.NameLength(member.WireName));
        writer.Line($"int length = {braces};");
        for (int i = 0; i < model.Members.Count; i++)
        {
            OwnedMember member = model.Members[i];
            if (member.IsNullable)
            {
                writer.Open($"if (value.{member.Property} is {{ }} member{i})");
                writer.Line($"length = checked(length + {Literal.NameLength(member.WireName)} + {member.PresentValue}.MaxLength(member{i}));");
                writer.Close();
                writer.Line();
            }
            else
            {
                writer.Line($"length = checked(length + {member.Value}.MaxLength(value.{member.Property}));");
            }
        }

        writer.Line("return length;");
        writer.Close();
    }

    private static void Write(SourceWriter writer, OwnedModel model)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"public static void Write(ref global::BetterAuth.Wire.Json.CanonicalJsonWriter writer, in {model.Type.Name} value)");
        RefuseNull(writer, model);
        if (model.Members.Count == 0 || model.Members[0].IsNullable)
        {
            Open(writer, model);
        }
        else
        {
            Constant(writer, model);
        }

        writer.Line("writer.WriteVerbatim(\"}\"u8);");
        writer.Close();
    }

    /// <summary>The first member is always there, so every other one follows a comma.</summary>
    private static void Constant(SourceWriter writer, OwnedModel model)
    {
        for (int i = 0; i < model.Members.Count; i++)
        {
            OwnedMember member = model.Members[i];
            string name = $"writer.WriteVerbatim({Literal.Name(member.WireName, i == 0 ? "{" : ",")});";
            Member(writer, member, i, name);
        }
    }

    /// <summary>Which member comes first is seen when they are written.</summary>
    private static void Open(SourceWriter writer, OwnedModel model)
    {
        writer.Line("writer.WriteVerbatim(\"{\"u8);");
        if (model.Members.Count > 0)
        {
            writer.Line("bool any = false;");
        }

        for (int i = 0; i < model.Members.Count; i++)
        {
            OwnedMember member = model.Members[i];
            Member(writer, member, i, $"{OwnedReaderFormatter.WireObject}.WriteName(ref writer, {Literal.Name(member.WireName)}, ref any);");
        }
    }

    private static void Member(SourceWriter writer, OwnedMember member, int index, string name)
    {
        if (member.IsNullable)
        {
            writer.Open($"if (value.{member.Property} is {{ }} member{index})");
            writer.Line(name);
            writer.Line($"{member.PresentValue}.Write(ref writer, member{index});");
            writer.Close();
            writer.Line();
        }
        else
        {
            writer.Line(name);
            writer.Line($"{member.Value}.Write(ref writer, value.{member.Property});");
        }
    }

    private static void RefuseNull(SourceWriter writer, OwnedModel model)
    {
        if (model.IsReference)
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
        }
    }
}
