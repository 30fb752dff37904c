using BetterAuth.Generators.Model;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>Turns a declared type into its model, or into what is wrong with it. Symbols stay in here.</summary>
internal static class MessageParser
{
    public static ParseResult Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        DiagnosticBag bag = new();
        IPropertySymbol[] members = [.. Members.Of(type)];
        bool isView = KnownTypes.IsDeclaredView(type);
        cancellationToken.ThrowIfCancellationRequested();

        TypeRules.Check(type, bag);
        MemberRules.Check(type, members, isView, bag);
        MessageModel? message;
        if (isView)
        {
            message = ViewParser.Parse(type, ParseType(type), members);
        }
        else
        {
            TypeRules.CheckOwned(type, bag);
            message = OwnedParser.Parse(type, ParseType(type), members, bag);
        }

        return new(bag.Diagnostics.Count == 0 ? message : null, [.. bag.Diagnostics]);
    }

    private static TypeModel ParseType(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, $"partial {Names.Keyword(outer)} {Names.WithParameters(outer)}");
        }

        return new(Names.Namespace(type), [.. containers], Names.Keyword(type), Names.WithParameters(type), Names.Hint(type));
    }
}
