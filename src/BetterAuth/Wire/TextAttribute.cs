namespace BetterAuth.Wire;

/// <summary>Declares what a <see cref="Utf8Text"/> member of a view holds; the generated reader refuses a text of another shape, naming the member.</summary>
/// <param name="shape">What the text is.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextAttribute(TextShape shape) : Attribute
{
    /// <summary>What the text is.</summary>
    public TextShape Shape { get; } = shape;
}
