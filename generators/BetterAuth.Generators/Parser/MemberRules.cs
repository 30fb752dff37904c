using BetterAuth.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>What the members have to be, whatever their types.</summary>
internal static class MemberRules
{
    private const int MaxMembers = 64; // The bits that note which were seen.

    public static void Check(INamedTypeSymbol type, IReadOnlyList<IPropertySymbol> members, bool isView, DiagnosticBag bag)
    {
        foreach (ISymbol other in type.GetMembers().Where(member => !members.Contains(member, SymbolEqualityComparer.Default)))
        {
            if (WhyUnsettable(other) is { } reason)
            {
                bag.Report(Descriptors.Unsettable, other, other.Name, reason);
            }
        }

        if (members.Count > MaxMembers)
        {
            bag.Report(Descriptors.TooManyMembers, type, type.Name, members.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        CheckNames(type, members, isView, bag);
        CheckAttributes(type, members, isView, bag);
    }

    private static void CheckNames(INamedTypeSymbol type, IReadOnlyList<IPropertySymbol> members, bool isView, DiagnosticBag bag)
    {
        Dictionary<string, IPropertySymbol> names = new(StringComparer.Ordinal);
        foreach (IPropertySymbol member in members)
        {
            string name = Members.WireName(type, member);
            if (WireNames.WhyUnusable(name, isView) is { } reason)
            {
                bag.Report(Descriptors.BadName, member, member.Name, name, reason);
            }
            else if (names.TryGetValue(name, out IPropertySymbol? other))
            {
                bag.Report(Descriptors.DuplicateName, member, other.Name, member.Name, name);
            }
            else
            {
                names.Add(name, member);
            }
        }
    }

    private static void CheckAttributes(INamedTypeSymbol type, IReadOnlyList<IPropertySymbol> members, bool isView, DiagnosticBag bag)
    {
        foreach (IPropertySymbol member in members)
        {
            if (Members.Attribute(type, member, "IntegerAsTextAttribute") is not null && !ValueParser.HoldsInteger(member.Type))
            {
                bag.Report(Descriptors.NotAnInteger, member, member.Name, Names.Shown(member.Type));
            }

            if (Members.Attribute(type, member, "TextAttribute") is not null && !(isView && KnownTypes.Is(member.Type, "Utf8Text")))
            {
                bag.Report(Descriptors.NotAText, member, member.Name);
            }
        }
    }

    /// <summary>Why something that looks like a member is none; null for what does not look like one.</summary>
    private static string? WhyUnsettable(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public } => "it is a public field; declare a property",
        IPropertySymbol { IsRequired: true, DeclaredAccessibility: not Accessibility.Public } => "it is required but not public",
        IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property => property switch
        {
            { GetMethod: null } => "it cannot be read",
            { SetMethod: null } when IsAutomatic(property) => "it cannot be set; give it an init accessor",
            _ => null,
        },
        _ => null,
    };

    /// <summary>Stored rather than computed.</summary>
    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
