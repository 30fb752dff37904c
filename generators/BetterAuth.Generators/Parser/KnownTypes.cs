using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>The library's types, recognised by name.</summary>
internal static class KnownTypes
{
    public const string Message = "BetterAuth.Wire.BetterAuthMessageAttribute";
    private const string Wire = "BetterAuth.Wire";
    private static readonly ImmutableHashSet<ISymbol> None = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    public static bool Is(ITypeSymbol? type, string name) => type?.Name == name && type.ContainingNamespace?.ToDisplayString() == Wire;

    public static AttributeData? Attribute(ISymbol? symbol, string name) => symbol?.GetAttributes().FirstOrDefault(candidate => Is(candidate.AttributeClass, name));

    public static bool IsDeclared(ITypeSymbol type) => Attribute(type.OriginalDefinition, "BetterAuthMessageAttribute") is not null;

    public static bool Implements(ITypeSymbol type, string wireInterface) => type.AllInterfaces.Any(candidate => Is(candidate, wireInterface));

    /// <summary>Whether a member of that type can be a slice of the message: a text, raw JSON, or another view, declared or written by hand.</summary>
    public static bool IsViewMember(ITypeSymbol type) => IsViewMember(type, None);

    /// <summary>A declared or hand-written view, or a type parameter that stands for one.</summary>
    public static bool IsView(ITypeSymbol type) => IsView(type, None);

    /// <summary>The rule that tells views from owned messages: a readonly struct of nothing but what a view can hold.</summary>
    public static bool IsDeclaredView(INamedTypeSymbol type) => IsDeclaredView(type, None);

    private static bool IsViewMember(ITypeSymbol type, ImmutableHashSet<ISymbol> outer) => Is(type, "Utf8Text") || Is(type, "RawJson") || IsView(type, outer);

    private static bool IsView(ITypeSymbol type, ImmutableHashSet<ISymbol> outer) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => Is(constraint, "IWireView")),
        INamedTypeSymbol named => Implements(named, "IWireView") ? !Is(named, "RawJson") : IsDeclared(named) && IsDeclaredView(named, outer),
        _ => false,
    };

    /// <summary>A struct that holds itself is an error that the compiler reports; looking into it again would not end.</summary>
    private static bool IsDeclaredView(INamedTypeSymbol type, ImmutableHashSet<ISymbol> outer) =>
        type.IsValueType && type.IsReadOnly
        && (outer.Contains(type) || Members.Of(type).All(property => IsViewMember(property.Type, outer.Add(type))));
}
