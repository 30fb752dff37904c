using BetterAuth.Generators.Model;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>The model of a view.</summary>
internal static class ViewParser
{
    public static ViewModel Parse(INamedTypeSymbol type, TypeModel model, IEnumerable<IPropertySymbol> members) =>
        new(model, [.. members.Select(property => new ViewMember(Names.Escape(property.Name), Members.WireName(type, property), Names.Of(property.Type), ShapeOf(type, property)))]);

    private static string? ShapeOf(INamedTypeSymbol type, IPropertySymbol property)
    {
        if (!KnownTypes.Is(property.Type, "Utf8Text"))
        {
            return null;
        }

        AttributeData? attribute = Members.Attribute(type, property, "TextAttribute");
        if (attribute is null || attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].Type is not INamedTypeSymbol shapes)
        {
            return "Any";
        }

        object? value = attribute.ConstructorArguments[0].Value;
        return shapes.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value))?.Name ?? "Any";
    }
}
