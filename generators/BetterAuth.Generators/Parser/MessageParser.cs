using System.Collections.Immutable;
using BetterAuth.Generators.Model;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>Turns a declared type into its model. Symbols stay in here.</summary>
internal static class MessageParser
{
    public static MessageModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return KnownTypes.IsDeclaredView(type) ? ParseView(type) : ParseOwned(type, cancellationToken);
    }

    private static ViewModel ParseView(INamedTypeSymbol type) =>
        new(ParseType(type), [.. Members.Of(type).Select(property => new ViewMember(Names.Escape(property.Name), WireName(type, property), Names.Of(property.Type), ShapeOf(type, property)))]);

    private static OwnedModel? ParseOwned(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        ImmutableArray<OwnedMember>.Builder members = ImmutableArray.CreateBuilder<OwnedMember>();
        List<string> names = [];
        foreach (IPropertySymbol property in Members.Of(type))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool integerAsText = Members.Attribute(type, property, "IntegerAsTextAttribute") is not null;
            if (ValueParser.Of(property.Type, integerAsText) is not { } value)
            {
                return null;
            }

            names.Add(property.Name);
            members.Add(new(Names.Escape(property.Name), WireName(type, property), Names.Of(property.Type), value, ValueParser.Present(property.Type, integerAsText)!));
        }

        IEnumerable<int> arguments = Members.PositionalConstructor(type)?.Parameters.Select(parameter => names.IndexOf(parameter.Name)) ?? [];
        return new(ParseType(type), type.IsReferenceType, new(members.ToImmutable()), [.. arguments]);
    }

    private static TypeModel ParseType(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, $"partial {Names.Keyword(outer)} {Names.WithParameters(outer)}");
        }

        string containing = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted));
        return new(containing, [.. containers], Names.Keyword(type), Names.WithParameters(type), Names.Hint(type));
    }

    private static string WireName(INamedTypeSymbol type, IPropertySymbol property) =>
        Members.Attribute(type, property, "MemberNameAttribute")?.ConstructorArguments.FirstOrDefault().Value as string ?? Names.CamelCase(property.Name);

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
        return shapes.GetMembers().OfType<IFieldSymbol>().First(field => Equals(field.ConstantValue, value)).Name;
    }
}
