using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>One history: makes the messages its steps ask for, sends them to every server and to the model, and compares what they say.</summary>
internal sealed partial class History
{
    private readonly World _world;
    private readonly HistoryServers _servers;
    private readonly HistoryMaker _maker;
    private readonly List<(ModelMessage Message, Operation Endpoint)> _sent = [];
    private readonly List<string> _identities = [];

    // Devices that were ever named, with the keys they began with: those that are there, and those that were refused.
    private readonly Dictionary<string, List<ModelContainer>> _devices = [];

    public History(World world, HistoryServers servers)
    {
        _world = world;
        _servers = servers;
        _maker = new(world);
    }

    public ReferenceServer Model { get; } = new();

    private DateTimeOffset Now => _world.Clock.GetUtcNow();

    /// <summary>Runs the steps; the first is a creation, whatever it says.</summary>
    public async Task RunAsync(HistoryStep[] steps)
    {
        await CreateAsync(default);
        foreach (HistoryStep step in steps)
        {
            await ActAsync(step);
        }

        await _servers.CompareAsync(Model, _maker.Hashes, Now);
    }

    private Task ActAsync(HistoryStep step) => step.Kind switch
    {
        StepKind.Create => CreateAsync(step),
        StepKind.Recover => RecoverAsync(step),
        StepKind.Repeat => AgainAsync(step, message => message),
        StepKind.Retry => AgainAsync(step, message => _maker.Sign(message with { BoundTo = step.Detail < 80 ? null : message.BoundTo })),
        StepKind.Redirect => RedirectAsync(step),
        StepKind.Spoil => AgainAsync(step, message => _maker.Sign(message with { IsSpoilt = true })),
        StepKind.Session => SessionAsync(step),
        StepKind.Refresh => RefreshAsync(step),
        StepKind.Clock => AdvanceAsync(step),
        _ => GatedAsync(step),
    };

    private Task AdvanceAsync(HistoryStep step)
    {
        _world.Clock.Advance(TimeSpan.FromSeconds(step.Detail switch { < 30 => 1, < 50 => 61, < 70 => 601, < 90 => 1000, _ => 13 * 3600 }));
        return Task.CompletedTask;
    }

    /// <summary>An earlier message; mostly one of the last.</summary>
    private async Task AgainAsync(HistoryStep step, Func<ModelMessage, ModelMessage> change)
    {
        (ModelMessage message, Operation endpoint) = Earlier(step);
        await DeliverAsync(change(message), endpoint);
    }

    private async Task RedirectAsync(HistoryStep step)
    {
        (ModelMessage message, _) = Earlier(step);
        Operation endpoint = (message.Home, step.Keys) switch
        {
            (Operation.RotateDevice, < 80) => Operation.DeleteAccount,
            (Operation.DeleteAccount, < 80) => Operation.RotateDevice,
            (Operation.CreateAccount, < 80) => Operation.ChangeRecoveryKey,
            (Operation.ChangeRecoveryKey, < 80) => Operation.CreateAccount,
            _ => (Operation)(step.Keys % 10),
        };
        if (endpoint != Operation.RequestSession)
        {
            await DeliverAsync(message, endpoint);
        }
    }

    private (ModelMessage Message, Operation Endpoint) Earlier(HistoryStep step) => _sent[^(1 + ((step.Who < 60 ? step.Device % 3 : step.Device) % _sent.Count))];

    private async Task DeliverAsync(ModelMessage message, Operation endpoint)
    {
        Expected expected = Model.Execute(endpoint, message, Now);
        string? token = await _servers.ExecuteAsync(endpoint, message, expected);
        if (token is not null)
        {
            Model.Tokens[token] = expected.Claims!;
        }

        if (_sent.Count == 0 || !ReferenceEquals(_sent[^1].Message, message))
        {
            _sent.Add((message, endpoint));
        }
    }

    /// <summary>What the model knows of an identity; nothing, when its creation was refused.</summary>
    private ReferenceAccount AccountOf(string identity) => Model.Accounts.GetValueOrDefault(identity) ?? new();

    private static T Pick<T>(IReadOnlyList<T> list, int number) => list[number % list.Count];
}
