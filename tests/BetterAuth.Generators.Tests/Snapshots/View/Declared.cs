namespace Example;

[BetterAuthMessage]
public readonly partial record struct Registration<TExtra>
    where TExtra : struct, IWireView<TExtra>
{
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }

    [MemberName("any thing")]
    public required RawJson Anything { get; init; }

    public required TExtra Extra { get; init; }
}
