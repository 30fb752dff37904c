using BetterAuth.Wire;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>A member of every kind that System.Text.Json can read as well.</summary>
[BetterAuthMessage]
internal sealed partial record Everything
{
    public required string Text { get; init; }

    public required bool Flag { get; init; }

    public required int Integer { get; init; }

    public required long Long { get; init; }

    [IntegerAsText]
    public required ulong Big { get; init; }

    public required double Number { get; init; }

    public required float Single { get; init; }

    public string? MaybeText { get; init; }

    public byte? MaybeByte { get; init; }

    public required short[] Array { get; init; }

    public required IReadOnlyList<string?> Texts { get; init; }

    public required Dictionary<string, List<double>> Table { get; init; }

    public Leaf? Leaf { get; init; }

    public required List<Everything> Children { get; init; }
}

[BetterAuthMessage]
internal partial record struct Leaf(Guarded Inner, sbyte? Small);

[BetterAuthMessage]
internal sealed partial record Guarded(IReadOnlyDictionary<string, bool?> Flags);
