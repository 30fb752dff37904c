namespace BetterAuth.Wire;

/// <summary>Gives a message's member another name on the wire than its own in camelCase.</summary>
/// <param name="name">The name on the wire; must not look like an array index (JavaScript would reorder it).</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MemberNameAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;
}
