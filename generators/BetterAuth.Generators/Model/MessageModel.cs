namespace BetterAuth.Generators.Model;

/// <summary>Everything the formatter prints of one declared view. Equatable; holds no symbol and no syntax, so an unrelated edit leaves it cached.</summary>
internal sealed record MessageModel(string Namespace, string Name, string TypeParameters, string Keyword, EquatableArray<MemberModel> Members)
{
    public string TypeName => Name + TypeParameters;
}

/// <summary>One member: its property, its name on the wire, its type, and for a text its shape.</summary>
internal sealed record MemberModel(string Property, string WireName, MemberKind Kind, string TypeName, string Shape);

/// <summary>How a member is read and written.</summary>
internal enum MemberKind
{
    Text,
    View,
}
