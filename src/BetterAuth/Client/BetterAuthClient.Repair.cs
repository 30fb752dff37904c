using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

/// <summary>
/// What a client does when the server refuses what was signed. Refusals are unsigned, so none is taken at its word: what is in force is shown by an acknowledgement or by a session, and nothing else moves the state.
/// </summary>
/// <remarks>Exactly-once operations, sections 5.4, 5.6 and 5.7; docs/protocol/exactly-once.md says why each step is safe.</remarks>
public sealed partial class BetterAuthClient
{
    private const string KeptKeys = "No session can be made any more, which does not prove it, so this device's keys are kept; ForgetDeviceAsync erases them.";

    /// <summary>Everything of this position was refused. Null once one of it is known to be in force; <paramref name="sendAgain"/> once the server has caught up with this client.</summary>
    private async ValueTask<Refusal?> RepairAsync(Refusal refusal, Func<CancellationToken, ValueTask<Refusal?>> sendAgain, CancellationToken cancellationToken)
    {
        bool isExactlyOnce = await IsExactlyOnceAsync(cancellationToken).ConfigureAwait(false);
        if (!isExactlyOnce && await ProbeAsync(cancellationToken).ConfigureAwait(false) is { } isApplied)
        {
            return isApplied ? null : refusal;
        }

        if (_state.HasDevice && await CatchUpAsync(cancellationToken).ConfigureAwait(false))
        {
            // A registration is acknowledged for ever: it does not show that nobody moved on from it.
            bool isSamePosition = _state.Position > 0;
            Refusal? again = await sendAgain(cancellationToken).ConfigureAwait(false);
            if (again is null || isSamePosition)
            {
                return again;
            }
        }

        return isExactlyOnce && await IsChainLostAsync(refusal, cancellationToken).ConfigureAwait(false) ? throw new ChainLostException(refusal) : refusal;
    }

    /// <summary>Whether the server acknowledges what it applied however often it is sent; where that is not configured, this device's registration is sent once more to see.</summary>
    private async ValueTask<bool> IsExactlyOnceAsync(CancellationToken cancellationToken)
    {
        if (_options.Server != PeerServer.Unknown || _state.IsServerExactlyOnce)
        {
            return _options.Server != PeerServer.Reference;
        }

        if (_state.Registration is not { } registration || await DeliverAsync(registration, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        await SaveAsync(_state with { IsServerExactlyOnce = true, Registration = null }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// A linked device has no registration to find out with what the server remembers. It sends its first message once more when that was acknowledged: an exactly-once server acknowledges it again, any other refuses what it applied.
    /// Once in its life; whatever comes of it, the message is done.
    /// </summary>
    private async ValueTask LearnFromFirstAsync(CancellationToken cancellationToken)
    {
        if (_options.Server != PeerServer.Unknown || _state is not { HasDevice: true, Position: 1, Registration: null, IsServerExactlyOnce: false, Acknowledged: [PendingMessage first] })
        {
            return;
        }

        try
        {
            if (await DeliverAsync(first, cancellationToken).ConfigureAwait(false) is null)
            {
                await SaveAsync(_state with { IsServerExactlyOnce = true }, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // No answer, or a disk that refuses: the server is taken for one that does not remember, as before.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The operation itself is acknowledged and stored.
        }
    }

    /// <summary>
    /// Finds out by sessions what a server that does not remember has applied: true for one of the pending messages, whose keys are committed then; false for nothing; null when no session can be made at all.
    /// </summary>
    private async ValueTask<bool?> ProbeAsync(CancellationToken cancellationToken)
    {
        foreach (PendingMessage registration in _state.Pending.Where(message => message.Registers is not null))
        {
            if (await CanOpenSessionAsync(OwnerOf(registration), cancellationToken).ConfigureAwait(false))
            {
                await CommitAsync(_state.Applied(registration), cancellationToken).ConfigureAwait(false);
                return true;
            }
        }

        if (!_state.HasDevice)
        {
            return null;
        }

        if (await CanOpenSessionAsync(Ours(_state.Next!), cancellationToken).ConfigureAwait(false))
        {
            await CommitKeysAsync(acknowledged: null, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (await CanOpenSessionAsync(Ours(_state.Current!), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        return _state.Pending.FirstOrDefault(message => message.EndsDevice) is { } end ? throw new OutcomeUnknownException(end.Operation, KeptKeys) : null;
    }

    /// <summary>
    /// Sends what the server may have lost, oldest first: true when it acknowledges the last of it, so that it is where this client is.
    /// Failing that, a plain rotate from the position before to this one, which an intact server refuses.
    /// </summary>
    private async ValueTask<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        Refusal? refusal = null;
        foreach (PendingMessage message in _state.Acknowledged)
        {
            refusal = await DeliverAsync(message, cancellationToken).ConfigureAwait(false);
        }

        if (refusal is null || _state.Position == 0)
        {
            return refusal is null && !_state.Acknowledged.IsEmpty;
        }

        Operation lost = _state.Acknowledged[^1].Operation;
        RotateDeviceRequest request = new()
        {
            Authentication = new() { Device = _state.Device, Identity = _state.Identity, PublicKey = _state.Current!.PublicKey, RotationHash = Hash(_state.Next!.PublicKey) },
        };
        PendingMessage rotate = await SignAsync(Operation.RotateDevice, request, _state.Current.Key, endsDevice: false, cancellationToken).ConfigureAwait(false);
        if (await DeliverAsync(rotate, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        await SaveAsync(_state with { Acknowledged = [rotate] }, cancellationToken).ConfigureAwait(false);
        return lost == Operation.RotateDevice ? true : throw new OutcomeUnknownException(lost, "The server had acknowledged it, lost it, and does not accept it again. The device goes on.");
    }

    /// <summary>
    /// A server that remembers refuses what is pending, although the key it reveals is in force; or it refuses the key, and knows neither that one nor the one before. Then somebody else moved this chain.
    /// </summary>
    private async ValueTask<bool> IsChainLostAsync(Refusal refusal, CancellationToken cancellationToken) =>
        _state.HasDevice
        && (await CanOpenSessionAsync(Ours(_state.Next!), cancellationToken).ConfigureAwait(false)
            || (refusal.Code == ErrorCode.InvalidHash && !await CanOpenSessionAsync(Ours(_state.Current!), cancellationToken).ConfigureAwait(false)));

    /// <summary>An acknowledgement that may be anybody's: what it says must be confirmed by a session.</summary>
    private async ValueTask<Refusal?> ConfirmAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        bool isInForce = await CanOpenSessionAsync(OwnerOf(message), cancellationToken).ConfigureAwait(false);
        if (message.EndsDevice)
        {
            return isInForce || await CanOpenSessionAsync(Ours(_state.Current!), cancellationToken).ConfigureAwait(false)
                ? Refusal.InvalidMessage("payload.response", "acknowledged, but this device still works")
                : throw new OutcomeUnknownException(message.Operation, KeptKeys);
        }

        if (!isInForce)
        {
            return Refusal.InvalidMessage("payload.response", "acknowledged, but no session confirms it");
        }

        if (message.Registers is null)
        {
            await CommitKeysAsync(message, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CommitAsync(_state.Applied(message), cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>
    /// The key of the next position is in force. What else was done is known only where one content was signed for it: a plain rotate does nothing else, and a server that does all or nothing has done all of what it acknowledged.
    /// </summary>
    private async ValueTask CommitKeysAsync(PendingMessage? acknowledged, CancellationToken cancellationToken)
    {
        PendingMessage last = _state.Pending[^1];
        bool isKnown = _state.Pending.Length == 1 && (last.Operation == Operation.RotateDevice || (acknowledged is not null && _options.Server == PeerServer.ExactlyOnce));
        await CommitAsync(acknowledged is null ? _state.Moved() : _state.Applied(acknowledged), cancellationToken).ConfigureAwait(false);
        if (!isKnown)
        {
            throw new OutcomeUnknownException(last.Operation, "A message of this device is in force, and the device goes on; which one, and how much of it, the server does not say.");
        }
    }

    /// <summary>Who can open a session once <paramref name="message"/> is in force.</summary>
    private SessionSigner OwnerOf(PendingMessage message) => message.Registers is { } device ? new(device.Identity, device.Device, device.Current) : Ours(_state.Next!);
}
