using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BetterAuth.Generators.Parser;

/// <summary>Which properties are members, and how a value is constructed from them.</summary>
internal static class Members
{
    /// <summary>The public instance properties that can be read and set, in declaration order; the parameters of a positional record come first.</summary>
    public static IEnumerable<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = PositionalConstructor(type);
        IPropertySymbol[] properties = type.GetMembers().OfType<IPropertySymbol>()
            .Where(property => property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null })
            .ToArray();
        IEnumerable<IPropertySymbol> positional = constructor is null ? [] : constructor.Parameters.Select(parameter => properties.FirstOrDefault(property => property.Name == parameter.Name)).OfType<IPropertySymbol>();
        return positional.Concat(properties.Where(property => property.SetMethod is not null)).Distinct(SymbolEqualityComparer.Default).Cast<IPropertySymbol>();
    }

    /// <summary>The constructor of a record whose parameters are members.</summary>
    public static IMethodSymbol? PositionalConstructor(INamedTypeSymbol type) => !type.IsRecord
        ? null
        : type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is RecordDeclarationSyntax { ParameterList: not null }));

    public static bool HasParameterlessConstructor(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0);

    public static AttributeData? Attribute(INamedTypeSymbol type, IPropertySymbol property, string name) =>
        KnownTypes.Attribute(property, name)
        ?? KnownTypes.Attribute(PositionalConstructor(type)?.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name), name);
}
