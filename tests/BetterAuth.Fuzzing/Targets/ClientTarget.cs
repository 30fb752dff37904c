using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.Worlds;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// Answers as a client reads them. An input is steps of four bytes: what the client does, what becomes of the answers meanwhile (and of which), and by which numbers. Whatever comes back, nothing is thrown but what is
/// documented, the store holds the key that the server expects next, and once the network is whole the client gets on.
/// </summary>
internal sealed class ClientTarget : FuzzTarget
{
    private const int Width = 4;
    private const int MaxSteps = 12;

    private readonly ClientRig _rig = new();

    public override string Name => "client";

    public override IReadOnlyList<Mutation> Mutations { get; } = StepMutations.Of(Width);

    public override int MaxLength => Width * MaxSteps;

    public override int TestedInputs => 250;

    public override IReadOnlyList<string> MustHappen { get; } =
    [
        .. Enum.GetNames<ClientAction>().Select(action => action + " done"), "IOException", "InvalidMessageException", "IncorrectNonceException", "got on",
    ];

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        byte[] actions = [.. Enum.GetValues<ClientAction>().Select(action => (byte)action)];
        yield return ("all-well.bin", [.. actions.SelectMany(action => (byte[])[action, 0, 0, 0])]);
        yield return ("earlier-answer.bin", [(byte)ClientAction.Create, 0, 0, 0, (byte)ClientAction.Session, 0, 0, 0, (byte)ClientAction.Access, (byte)Bend.Earlier, 0, 0]);

        // Unlink somebody unknown; rotate while every answer is an error; unlink again: once a lost chain was reported.
        yield return ("overtaken.bin", [(byte)ClientAction.Create, 0, 0, 0, (byte)ClientAction.Unlink, 0, 0, 0, (byte)ClientAction.Rotate, (byte)Bend.Error, 0, 0, (byte)ClientAction.Unlink, 0, 0, 0]);
        foreach (Bend bend in Enum.GetValues<Bend>())
        {
            for (byte number = 0; number < 4; number++)
            {
                FuzzRandom random = new(((ulong)bend * 16) + number);
                yield return ($"{bend}-{number}.bin", [.. Enumerable.Range(0, MaxSteps).SelectMany(_ => (byte[])[random.Pick(actions), (byte)(random.OneIn(2) ? 0 : (byte)bend | (random.Below(4) << 4)), random.Byte(), random.Byte()])]);
            }
        }
    }

    public override void Run(byte[] input)
    {
        _rig.Begin();
        foreach (byte[] step in input.Chunk(Width).Where(step => step.Length == Width))
        {
            Bend bend = (Bend)(step[1] % 8);
            ClientAction action = (ClientAction)(step[0] % Enum.GetValues<ClientAction>().Length);
            Exception? thrown = _rig.Act(action, bend, (step[1] >> 4) - 1, ((ulong)step[2] << 8) | step[3]);
            Count(thrown is null ? action + " done" : thrown.GetType().Name);
            _rig.CheckKeys();
        }

        _rig.GetOn();
        Count("got on");
    }
}
