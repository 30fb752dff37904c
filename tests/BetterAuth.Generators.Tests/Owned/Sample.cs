using BetterAuth.Wire;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>Has a member of every kind.</summary>
[BetterAuthMessage]
internal sealed partial record Sample
{
    public required string Name { get; init; }

    public required bool Flag { get; init; }

    public required int Count { get; init; }

    [IntegerAsText]
    public required long Big { get; init; }

    public required double Ratio { get; init; }

    public float? Single { get; init; }

    public byte? Small { get; init; }

    public string? Note { get; init; }

    public required List<string?> Tags { get; init; }

    public required int[] Numbers { get; init; }

    public required IReadOnlyList<Point> Points { get; init; }

    public required Dictionary<string, IReadOnlyDictionary<string, List<int?>>> Table { get; init; }

    public Holder.Inner? Nested { get; init; }

    public required RawJson Raw { get; init; }

    public RawJson? MaybeRaw { get; init; }

    [MemberName("te xt")]
    public required Utf8Text Text { get; init; }

    public Sample? Self { get; init; }
}

[BetterAuthMessage]
internal partial record struct Point(int X, [property: MemberName("why")] int Y)
{
    public string? @class { get; set; }
}

internal static partial class Holder
{
    [BetterAuthMessage]
    internal sealed partial class Inner
    {
        private Inner()
        {
        }

        public uint? A { get; private set; }

        public ulong B { get; set; }

        public static Inner Of(uint? a, ulong b) => new() { A = a, B = b };
    }
}

[BetterAuthMessage]
internal sealed partial record Nothing;
