using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Servers;

/// <summary>A request that a server is executing: tells whose commit a commit is.</summary>
internal sealed class RequestContext(Actor server, SimMessage message, Operation? endpoint, DateTimeOffset started)
{
    private static readonly AsyncLocal<RequestContext?> Ambient = new();

    public static RequestContext? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public Actor Server => server;

    public SimMessage Message => message;

    /// <summary>Where it came in; null: access.</summary>
    public Operation? Endpoint => endpoint;

    /// <summary>True time.</summary>
    public DateTimeOffset Started => started;

    /// <summary>What the server signs answers with; null for a verifier.</summary>
    public ServerKey? ResponseKey { get; init; }

    /// <summary>What the server signs tokens with; null for a verifier.</summary>
    public ServerKey? AccessKey { get; init; }

    public int Commits { get; set; }

    /// <summary>Devices its commit revoked.</summary>
    public List<Utf8Text> Revoked { get; } = [];

    /// <summary>What the sequential model says to this request, at any state between its beginning and now.</summary>
    public Verdicts Possible { get; set; }
}
