using BetterAuth.Generators.Diagnostics;
using BetterAuth.Generators.Model;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>The model of an owned message.</summary>
internal static class OwnedParser
{
    /// <summary>Null if a member cannot travel; <paramref name="bag"/> says why, unless the compiler does already.</summary>
    public static OwnedModel? Parse(INamedTypeSymbol type, TypeModel model, IReadOnlyList<IPropertySymbol> members, DiagnosticBag bag)
    {
        if (type.IsReadOnly && members.FirstOrDefault(member => KnownTypes.IsView(member.Type)) is { } view)
        {
            IPropertySymbol other = members.First(member => !KnownTypes.IsViewMember(member.Type));
            bag.Report(Descriptors.MixedView, other, type.Name, view.Name, other.Name);
            return null;
        }

        List<OwnedMember> parsed = [];
        foreach (IPropertySymbol member in members)
        {
            if (ParseMember(type, member) is { } found)
            {
                parsed.Add(found);
            }
            else if (member.Type.TypeKind != TypeKind.Error)
            {
                bag.Report(Descriptors.UnsupportedMember, member, member.Name, Names.Shown(member.Type), Reason(member.Type));
            }
        }

        if (parsed.Count != members.Count)
        {
            return null;
        }

        List<string> names = [.. members.Select(member => member.Name)];
        IEnumerable<int> arguments = Members.PositionalConstructor(type)?.Parameters.Select(parameter => names.IndexOf(parameter.Name)) ?? [];
        return new(model, type.IsReferenceType, [.. parsed], [.. arguments]);
    }

    private static OwnedMember? ParseMember(INamedTypeSymbol type, IPropertySymbol member)
    {
        bool integerAsText = Members.Attribute(type, member, "IntegerAsTextAttribute") is not null;
        return ValueParser.Of(member.Type, integerAsText) is { } value && ValueParser.Present(member.Type, integerAsText) is { } present
            ? new(Names.Escape(member.Name), Members.WireName(type, member), Names.Of(member.Type), value, present)
            : null;
    }

    private static string Reason(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Reason(nullable.TypeArguments[0]),
        _ when KnownTypes.IsView(type) => "a view lives in the buffer it was read from, an owned message does not; declare an owned type",
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named when !named.DeclaringSyntaxReferences.IsEmpty => "declare it with [BetterAuthMessage]",
        _ => "use string, bool, an integer type, double, float, Utf8Text, RawJson or a declared message, nullable or not, or arrays, lists and string-keyed dictionaries of them",
    };
}
