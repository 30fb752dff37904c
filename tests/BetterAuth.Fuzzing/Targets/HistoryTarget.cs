using System.Collections.Concurrent;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Tests.Model;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// Sequences of messages, executed by the server and by the sequential model that was written apart from it (tests/BetterAuth.Tests/Model): they answer alike, and hold the same in the end. An input is steps of
/// five bytes: kind, whom, device, keys, detail. Messages are good, repeated, retried, redirected, badly signed, or changed in their bytes.
/// </summary>
internal sealed class HistoryTarget : FuzzTarget
{
    private const int Width = 5;
    private const int MaxSteps = 40;
    private static readonly int Kinds = Enum.GetValues<StepKind>().Length;

    // How often a kind of step is chosen for the corpus, in the order of the kinds; damage at the end.
    private static readonly int[] Frequencies = [1, 6, 5, 4, 3, 1, 3, 4, 4, 2, 1, 4, 4, 1, 3];

    private readonly ConcurrentDictionary<string, int> _outcomes = new();

    public override string Name => "history";

    public override IReadOnlyList<Mutation> Mutations { get; } = StepMutations.Of(Width);

    public override int MaxLength => Width * MaxSteps;

    public override int TestedInputs => 150;

    public override IReadOnlyList<string> MustHappen =>
    [
        "damaged", "the same message in another text", "misrouted", "bad signature", "create applied", "create repeated", "recover applied", "RotateDevice applied", "LinkDevice applied", "UnlinkDevice applied",
        "ChangeRecoveryKey applied", "DeleteAccount applied", "RotateDevice repeated", "not the committed key", "revoked device", "session created", "challenge used", "refreshed", "refresh repeated", "refresh forks",
    ];

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        byte[] kinds = [.. Frequencies.SelectMany((times, kind) => Enumerable.Repeat((byte)kind, times))];
        for (ulong number = 0; number < 60; number++)
        {
            FuzzRandom random = new(number);
            yield return ($"history-{number:00}.bin", [.. Enumerable.Range(0, MaxSteps).SelectMany(_ => (byte[])[random.Pick(kinds), .. Enumerable.Range(0, Width - 1).Select(_ => (byte)random.Below(100))])]);
        }
    }

    public override void Run(byte[] input)
    {
        World world = new(PlainSuite.Instance, options => options with { MaxDevices = ReferenceServer.MaxDevices });
        _outcomes.Clear();
        new History(world, new(world, [world.Store], _outcomes)).RunAsync(input.Chunk(Width).Where(step => step.Length == Width).Select(StepOf), Count).GetAwaiter().GetResult();
        foreach (string outcome in _outcomes.Keys)
        {
            Count(outcome);
        }
    }

    private static (HistoryStep Step, Func<byte[], byte[]>? Damage) StepOf(byte[] bytes)
    {
        int kind = bytes[0] % (Kinds + 1);
        HistoryStep step = new((StepKind)(kind % Kinds), bytes[1] % 100, bytes[2] % 100, bytes[3] % 100, bytes[4] % 100);
        return (step, kind < Kinds ? null : message => Damaged(message, new FuzzRandom(((ulong)bytes[3] << 8) | bytes[4])));
    }

    private static byte[] Damaged(byte[] message, FuzzRandom random) =>
        random.OneIn(5) ? [.. " "u8, .. message, .. "\n"u8] : random.Pick(random.OneIn(2) ? JsonMutations.All : ByteMutations.All)(message, message, random);
}
