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
        IEnumerable<IPropertySymbol> positional = constructor is null
            ? []
            : constructor.Parameters.Select(parameter => properties.FirstOrDefault(property => Initialises(parameter, property))).OfType<IPropertySymbol>();
        return positional.Concat(properties.Where(property => property.SetMethod is not null)).Distinct(SymbolEqualityComparer.Default).Cast<IPropertySymbol>();
    }

    /// <summary>The constructor of a record whose parameters are members.</summary>
    public static IMethodSymbol? PositionalConstructor(INamedTypeSymbol type) => !type.IsRecord
        ? null
        : type.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is RecordDeclarationSyntax { ParameterList: not null }));

    /// <summary>Whether generated code, which is inside the type, can construct a value: with the members of a positional record, or with nothing.</summary>
    public static bool CanConstruct(INamedTypeSymbol type) => PositionalConstructor(type) is { } constructor
        ? constructor.Parameters.All(parameter => Of(type).Any(property => Initialises(parameter, property)))
        : type.InstanceConstructors.Any(candidate => candidate.Parameters.Length == 0);

    /// <summary>The member's name on the wire.</summary>
    public static string WireName(INamedTypeSymbol type, IPropertySymbol property) =>
        Attribute(type, property, "MemberNameAttribute") is { ConstructorArguments.Length: > 0 } attribute
            ? attribute.ConstructorArguments[0].Value as string ?? ""
            : Names.CamelCase(property.Name);

    public static AttributeData? Attribute(INamedTypeSymbol type, IPropertySymbol property, string name) =>
        KnownTypes.Attribute(property, name)
        ?? KnownTypes.Attribute(PositionalConstructor(type)?.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name), name);

    private static bool Initialises(IParameterSymbol parameter, IPropertySymbol property) =>
        parameter.Name == property.Name && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type);
}
