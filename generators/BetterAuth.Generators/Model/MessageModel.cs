namespace BetterAuth.Generators.Model;

/// <summary>Everything the formatter prints of one declared message. Equatable; holds no symbol and no syntax, so an unrelated edit leaves it cached.</summary>
internal abstract record MessageModel(TypeModel Type);

/// <summary>A view: a readonly struct of texts, raw JSON and other views.</summary>
internal sealed record ViewModel(TypeModel Type, EquatableArray<ViewMember> Members) : MessageModel(Type);

/// <summary>One member of a view. <paramref name="Shape"/> is null for anything but a text.</summary>
internal sealed record ViewMember(string Property, string WireName, string TypeName, string? Shape);

/// <summary>An owned message.</summary>
/// <param name="Type">Where it is.</param>
/// <param name="IsReference">Whether a value may turn out to be null.</param>
/// <param name="Members">In declaration order.</param>
/// <param name="Arguments">The members that are passed to the constructor, by index and in its order; the others are initialised.</param>
internal sealed record OwnedModel(TypeModel Type, bool IsReference, EquatableArray<OwnedMember> Members, EquatableArray<int> Arguments) : MessageModel(Type);

/// <summary>One member of an owned message.</summary>
/// <param name="Property">The property, escaped where it is a keyword.</param>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="TypeName">Its type.</param>
/// <param name="Value">The <c>IWireValue</c> that reads it.</param>
/// <param name="PresentValue">The <c>IWireValue</c> that writes it when it is not null; the same for a member that never is.</param>
internal sealed record OwnedMember(string Property, string WireName, string TypeName, string Value, string PresentValue)
{
    public bool IsNullable => Value != PresentValue;
}
