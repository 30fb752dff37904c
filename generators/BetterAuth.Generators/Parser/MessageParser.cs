using System.Collections.Immutable;
using BetterAuth.Generators.Model;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>Turns a declared type into its model. Symbols stay in here.</summary>
internal static class MessageParser
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    public static MessageModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (!type.IsValueType || !type.IsReadOnly)
        {
            return null;
        }

        ImmutableArray<MemberModel>.Builder members = ImmutableArray.CreateBuilder<MemberModel>();
        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null })
            {
                members.Add(ParseMember(property));
            }
        }

        string parameters = type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name)) + ">";
        string keyword = type.IsRecord ? "record struct" : "struct";
        return new MessageModel(type.ContainingNamespace.ToDisplayString(), type.Name, parameters, keyword, new(members.ToImmutable()));
    }

    private static MemberModel ParseMember(IPropertySymbol property)
    {
        string type = property.Type.ToDisplayString(Qualified);
        string name = AttributeArgument(property, "MemberNameAttribute") as string ?? char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);
        return type == "global::BetterAuth.Wire.Utf8Text"
            ? new(property.Name, name, MemberKind.Text, type, ShapeOf(property))
            : new(property.Name, name, MemberKind.View, type, "");
    }

    private static string ShapeOf(IPropertySymbol property)
    {
        AttributeData? attribute = property.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.Name == "TextAttribute");
        if (attribute is null || attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].Type is not INamedTypeSymbol shapes)
        {
            return "Any";
        }

        object? value = attribute.ConstructorArguments[0].Value;
        return shapes.GetMembers().OfType<IFieldSymbol>().First(field => Equals(field.ConstantValue, value)).Name;
    }

    private static object? AttributeArgument(IPropertySymbol property, string attribute) =>
        property.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.Name == attribute)?.ConstructorArguments.FirstOrDefault().Value;
}
