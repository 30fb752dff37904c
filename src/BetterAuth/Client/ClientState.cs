using System.Collections.Immutable;
using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>Everything a device must remember, as one immutable value: it is stored as a whole before anything that depends on it is sent.</summary>
internal sealed record ClientState
{
    /// <summary>A device that belongs to no account (yet, or any more).</summary>
    public static ClientState Empty { get; } = new();

    public Utf8Text Identity { get; init; }

    public Utf8Text Device { get; init; }

    /// <summary>The key that is in force.</summary>
    public HeldKey? Current { get; init; }

    /// <summary>The key that is committed to.</summary>
    public HeldKey? Next { get; init; }

    /// <summary>The key that the pending messages commit to; all of a position commit to the same one.</summary>
    public HeldKey? Future { get; init; }

    /// <summary>How many rotation-gated messages were acknowledged.</summary>
    public long Position { get; init; }

    /// <summary>Messages of the present position that are not known to be answered; at most one of them is ever applied.</summary>
    public ImmutableArray<PendingMessage> Pending { get; init; } = [];

    public ClientSession? Session { get; init; }

    public bool HasDevice => !Device.IsEmpty;

    /// <summary>Clears the device keys that the state after <paramref name="message"/> no longer has. Access requests may be under way, so a session's keys are left to the collector.</summary>
    public void ForgetKeys(PendingMessage message)
    {
        if (message.EndsDevice || message.MovesKeys)
        {
            Current?.Dispose();
        }

        if (message.EndsDevice)
        {
            Next?.Dispose();
            Future?.Dispose();
        }
    }

    /// <summary>The state once <paramref name="message"/> is known to be applied.</summary>
    public ClientState Applied(PendingMessage message)
    {
        if (message.EndsDevice)
        {
            return Empty;
        }

        return message.MovesKeys
            ? this with { Current = Next, Next = Future, Future = null, Position = Position + 1, Pending = [] }
            : this with { Pending = [] };
    }
}
