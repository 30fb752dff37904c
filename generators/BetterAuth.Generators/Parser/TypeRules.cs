using BetterAuth.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BetterAuth.Generators.Parser;

/// <summary>What a declared type has to be.</summary>
internal static class TypeRules
{
    private static readonly string[] Generated = ["TryRead", "MaxLength", "Write"];

    /// <summary>The rules of views and owned messages alike.</summary>
    public static void Check(INamedTypeSymbol type, DiagnosticBag bag)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.IsFileLocal || !IsPartial(part))
            {
                bag.Report(Descriptors.NotPartial, part, part.Name);
            }
        }

        if (UnsupportedKind(type) is { } reason)
        {
            bag.Report(Descriptors.UnsupportedKind, type, type.Name, reason);
        }

        foreach (ISymbol member in type.GetMembers().Where(member => member is not IMethodSymbol && Generated.Contains(member.Name)))
        {
            bag.Report(Descriptors.Collision, member, member.Name);
        }
    }

    /// <summary>The rules of owned messages.</summary>
    public static void CheckOwned(INamedTypeSymbol type, DiagnosticBag bag)
    {
        for (INamedTypeSymbol? part = type; part is not null; part = part.ContainingType)
        {
            if (part.TypeParameters.Length > 0)
            {
                bag.Report(Descriptors.GenericOwned, type, type.Name);
                break;
            }
        }

        if (UnsupportedKind(type) is null && !Members.CanConstruct(type))
        {
            bag.Report(Descriptors.NoConstructor, type, type.Name);
        }
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string? UnsupportedKind(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => "it is static",
        { IsRefLikeType: true } => "it is a ref struct",
        { IsAbstract: true } => "it is abstract",
        { TypeKind: TypeKind.Class, BaseType.SpecialType: not SpecialType.System_Object } => "it has a base class, whose members would not travel",
        _ => null,
    };
}
