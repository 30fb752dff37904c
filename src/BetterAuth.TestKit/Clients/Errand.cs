using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>One thing that a device does.</summary>
internal sealed class Errand(string what, Operation? operation)
{
    private static readonly AsyncLocal<Errand?> Ambient = new();

    /// <summary>What the code that runs now belongs to.</summary>
    public static Errand? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public string What => what;

    /// <summary>The last message that was sent to get it done, if that changes an account.</summary>
    public SimMessage? Promised { get; private set; }

    public void HasSent(SimMessage message) => Promised = message.Intended is not null && message.Intended == operation ? message : Promised;
}
