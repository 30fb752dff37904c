using CsCheck;

namespace BetterAuth.Tests.Model;

internal readonly partial record struct HistoryStep
{
    private static readonly Gen<StepKind> Kinds = Gen.Frequency(
        (1, Gen.Const(StepKind.Create)),
        (6, Gen.Const(StepKind.Rotate)),
        (5, Gen.Const(StepKind.Link)),
        (4, Gen.Const(StepKind.Unlink)),
        (3, Gen.Const(StepKind.Change)),
        (1, Gen.Const(StepKind.Delete)),
        (3, Gen.Const(StepKind.Recover)),
        (4, Gen.Const(StepKind.Repeat)),
        (4, Gen.Const(StepKind.Retry)),
        (2, Gen.Const(StepKind.Redirect)),
        (1, Gen.Const(StepKind.Spoil)),
        (4, Gen.Const(StepKind.Session)),
        (4, Gen.Const(StepKind.Refresh)),
        (1, Gen.Const(StepKind.Clock)));

    private static readonly Gen<int> Percent = Gen.Int[0, 99];

    /// <summary>Histories of up to 30 steps, most of them good messages of devices that are there.</summary>
    public static Gen<HistoryStep[]> Histories { get; } =
        Gen.Select(Kinds, Percent, Percent, Percent, Percent, (kind, who, device, keys, detail) => new HistoryStep(kind, who, device, keys, detail)).Array[1, 30];
}
