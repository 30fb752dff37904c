using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Parser;

/// <summary>Chooses the <c>IWireValue</c> of a member's type; null for a type that has none.</summary>
internal static class ValueParser
{
    private const string Values = "global::BetterAuth.Wire.Values.";

    /// <summary>How a value of the type is read, <c>null</c> included if it is nullable.</summary>
    public static string? Of(ITypeSymbol type, bool integerAsText)
    {
        if (Present(type, integerAsText) is not { } present)
        {
            return null;
        }

        return type switch
        {
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => $"{Values}NullableValue<{Names.Of(nullable.TypeArguments[0])}, {present}>",
            { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => $"{Values}NullableReference<{Names.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}, {present}>",
            _ => present,
        };
    }

    /// <summary>How a value of the type is read and written when it is not null.</summary>
    public static string? Present(ITypeSymbol type, bool integerAsText) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Present(nullable.TypeArguments[0], integerAsText),
        IArrayTypeSymbol { Rank: 1 } array => Collection("Array", array.ElementType, integerAsText),
        INamedTypeSymbol { IsGenericType: true } generic => Generic(generic, integerAsText),
        INamedTypeSymbol named => Scalar(named, integerAsText),
        _ => null,
    };

    /// <summary>Whether there is an integer for <c>[IntegerAsText]</c> to act upon.</summary>
    public static bool HoldsInteger(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HoldsInteger(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } generic => HoldsInteger(generic.TypeArguments[generic.TypeArguments.Length - 1]),
        _ => IsInteger(type),
    };

    private static bool IsInteger(ITypeSymbol type) => type.SpecialType
        is SpecialType.System_SByte or SpecialType.System_Byte
        or SpecialType.System_Int16 or SpecialType.System_UInt16
        or SpecialType.System_Int32 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64;

    private static string? Scalar(INamedTypeSymbol type, bool integerAsText)
    {
        if (IsInteger(type))
        {
            return $"{Values}{(integerAsText ? "IntegerTextValue" : "IntegerValue")}<{Names.Of(type)}>";
        }

        return type.SpecialType switch
        {
            SpecialType.System_String => Values + "StringValue",
            SpecialType.System_Boolean => Values + "BooleanValue",
            SpecialType.System_Double => Values + "DoubleValue",
            SpecialType.System_Single => Values + "SingleValue",
            _ when KnownTypes.Is(type, "Utf8Text") => Values + "TextValue",
            _ when IsOwned(type) => $"{Values}MessageValue<{Names.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}>",
            _ => null,
        };
    }

    private static bool IsOwned(INamedTypeSymbol type) => KnownTypes.Implements(type, "IWireMessage") || (KnownTypes.IsDeclared(type) && !KnownTypes.IsDeclaredView(type));

    private static string? Generic(INamedTypeSymbol type, bool integerAsText)
    {
        if (type.ContainingNamespace.ToDisplayString() != "System.Collections.Generic")
        {
            return null;
        }

        return type.MetadataName switch
        {
            "List`1" => Collection("List", type.TypeArguments[0], integerAsText),
            "IReadOnlyList`1" => Collection("ReadOnlyList", type.TypeArguments[0], integerAsText),
            "Dictionary`2" when IsString(type.TypeArguments[0]) => Collection("Dictionary", type.TypeArguments[1], integerAsText),
            "IReadOnlyDictionary`2" when IsString(type.TypeArguments[0]) => Collection("ReadOnlyDictionary", type.TypeArguments[1], integerAsText),
            _ => null,
        };
    }

    private static bool IsString(ITypeSymbol type) => type.SpecialType == SpecialType.System_String;

    private static string? Collection(string kind, ITypeSymbol element, bool integerAsText) =>
        Of(element, integerAsText) is { } value ? $"{Values}{kind}Value<{Names.Of(element)}, {value}>" : null;
}
