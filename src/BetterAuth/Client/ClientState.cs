using System.Collections.Immutable;
using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>Everything a device must remember, as one immutable value: it is stored as a whole before anything that depends on it is sent.</summary>
internal sealed record ClientState
{
    // A server may lose what it acknowledged last (an asynchronous fail-over); two messages bridge two lost operations (exactly-once operations, section 5.7).
    private const int MaxAcknowledged = 2;

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

    /// <summary>How many rotation-gated messages were applied.</summary>
    public long Position { get; init; }

    /// <summary>Every message that was ever signed at the present position; at most one of them is ever applied. Before there is a device: the registrations.</summary>
    public ImmutableArray<PendingMessage> Pending { get; init; } = [];

    /// <summary>The last messages that were acknowledged, oldest first, for a server that has lost them. Of a device that was left: the message that ended it.</summary>
    public ImmutableArray<PendingMessage> Acknowledged { get; init; } = [];

    /// <summary>The message that registered this device: only a server that remembers acknowledges it again. None for a linked device, and once the server is known to remember.</summary>
    public PendingMessage? Registration { get; init; }

    /// <summary>Whether the server has been seen to remember what it applied.</summary>
    public bool IsServerExactlyOnce { get; init; }

    public ClientSession? Session { get; init; }

    public bool HasDevice => !Device.IsEmpty;

    /// <summary>Every key that is held.</summary>
    public IEnumerable<HeldKey> Keys =>
        ((HeldKey?[])[Current, Next, Future, Session?.Current, Session?.Next, Session?.Future, .. Pending.SelectMany(message => (HeldKey?[])[message.Registers?.Current, message.Registers?.Next])]).OfType<HeldKey>();

    /// <summary>The state once <paramref name="message"/>, one of those that are pending, is known to be applied.</summary>
    public ClientState Applied(PendingMessage message)
    {
        if (message.EndsDevice)
        {
            return Empty with { Acknowledged = [message] };
        }

        if (message.Registers is { } device)
        {
            PendingMessage registration = message with { Registers = null };
            return Empty with { Identity = device.Identity, Device = device.Device, Current = device.Current, Next = device.Next, Registration = registration, Acknowledged = [registration] };
        }

        return Moved() with { Acknowledged = [.. Acknowledged.TakeLast(MaxAcknowledged - 1), message] };
    }

    /// <summary>The state once the key of the next position is known to be in force, by whatever message.</summary>
    public ClientState Moved() => this with { Current = Next, Next = Future, Future = null, Position = Position + 1, Pending = [] };

    /// <summary>Clears the device keys that <paramref name="later"/> no longer has. Access requests may be under way, so a session's keys are left to the collector, which clears them too (<see cref="HeldKey"/>).</summary>
    public void ForgetKeys(ClientState later)
    {
        foreach (HeldKey key in (this with { Session = null }).Keys.Except(later.Keys))
        {
            key.Dispose();
        }
    }
}
