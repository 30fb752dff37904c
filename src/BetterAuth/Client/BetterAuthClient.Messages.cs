using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

/// <summary>How a message is signed, stored, sent, and sent again.</summary>
public sealed partial class BetterAuthClient
{
    // Messages of one position that may be on the way at once; a plain rotate is always allowed beside them, so that there is a way out (exactly-once operations, section 5.5).
    private const int MaxPending = 4;

    private const string EarlierRegistration = "An earlier registration of this client has turned out to be in force; it has a device already.";

    /// <summary>The pending message that asks for exactly this.</summary>
    private PendingMessage? Find<TRequest>(Operation operation, in TRequest request)
        where TRequest : struct, IWireView<TRequest>
    {
        OperationDigest digest = OperationDigest.Of(operation, WireWriter.ToArray(request));
        return _state.Pending.FirstOrDefault(pending => pending.Digest == digest);
    }

    /// <summary>Signs one more message of this position and stores it; only then may it be sent.</summary>
    private async ValueTask<PendingMessage> PrepareAsync<TRequest>(Operation operation, TRequest request, ISigningKey signer, bool endsDevice, NewDevice? registers, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        if (_state.Pending.Length >= MaxPending + (operation == Operation.RotateDevice ? 1 : 0))
        {
            throw new InvalidOperationException(_state.HasDevice
                ? "Too many messages of this device are pending; rotate the device, which supersedes them."
                : "Too many registrations are pending. Any of them may still come into force: send them again (ResumeAsync), or start over with a new store.");
        }

        PendingMessage message = await SignAsync(operation, request, signer, endsDevice, cancellationToken).ConfigureAwait(false) with { Registers = registers };
        await SaveAsync(_state with { Pending = _state.Pending.Add(message) }, cancellationToken).ConfigureAwait(false);
        return message;
    }

    private async ValueTask<PendingMessage> SignAsync<TRequest>(Operation operation, TRequest request, ISigningKey signer, bool endsDevice, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        Hash256 hash = Hash256.Of(WireWriter.ToArray(request));
        RequestPayload<RequestAccess, TRequest> payload = new() { Access = new() { Nonce = NewNonce(operation, hash) }, Request = request };
        byte[] bytes = await MessageSigner.SignAsync(payload, signer, cancellationToken).ConfigureAwait(false);
        return new(operation, OperationDigest.Of(operation, hash), payload.Access.Nonce, bytes, endsDevice);
    }

    /// <summary>Sends what is pending again until one of it is known to be applied: null when nothing is pending any more, else the last refusal.</summary>
    private async ValueTask<Refusal?> ResolveAsync(CancellationToken cancellationToken)
    {
        Refusal? refusal = await SendAllAsync(cancellationToken).ConfigureAwait(false);
        return refusal is null ? null : await RepairAsync(refusal, SendAllAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// As <see cref="ResolveAsync"/>, for a message of this position that must be the one; <paramref name="isNew"/> if it was never sent before.
    /// False when another message of the position turns out to be in force: this one never will be, and what it asks for has to be signed anew.
    /// </summary>
    private async ValueTask<bool> ApplyAsync(PendingMessage message, bool isNew, CancellationToken cancellationToken)
    {
        Refusal? refusal = await SendAsync(message, cancellationToken).ConfigureAwait(false);

        bool isOvertaken = refusal is not null && !isNew && await IsOvertakenAsync(message, cancellationToken).ConfigureAwait(false);
        if (isOvertaken)
        {
            refusal = null;
        }

        // Of a new message only these refusals may mean that the two sides are not where they think they are.
        if (refusal is not null && (!isNew || refusal.Code is ErrorCode.InvalidHash or ErrorCode.InvalidIdentity))
        {
            refusal = await RepairAsync(refusal, cancellation => SendAsync(message, cancellation), cancellationToken).ConfigureAwait(false);
        }

        if (refusal is not null)
        {
            throw refusal.ToException();
        }

        if (message.Registers is { } device && _state.Device != device.Device)
        {
            throw new InvalidOperationException(EarlierRegistration);
        }

        return !isOvertaken;
    }

    /// <summary>Whether another pending message than this one, which was refused, is in force.</summary>
    private async ValueTask<bool> IsOvertakenAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        foreach (PendingMessage other in _state.Pending.Where(pending => pending != message))
        {
            if (await SendAsync(other, cancellationToken).ConfigureAwait(false) is null)
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<Refusal?> SendAllAsync(CancellationToken cancellationToken)
    {
        Refusal? refusal = null;
        foreach (PendingMessage pending in _state.Pending)
        {
            refusal = await SendAsync(pending, cancellationToken).ConfigureAwait(false);
            if (refusal is null)
            {
                return null;
            }
        }

        return refusal;
    }

    /// <summary>Sends a pending message; an acknowledgement that is believed moves the state on, anything else changes nothing.</summary>
    private async ValueTask<Refusal?> SendAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        Refusal? refusal = await DeliverAsync(message, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        if (_trust == AcknowledgementTrust.Confirm)
        {
            refusal = await ConfirmAsync(message, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CommitAsync(_state.Applied(message), cancellationToken).ConfigureAwait(false);
        }

        if (refusal is null)
        {
            await LearnFromFirstAsync(cancellationToken).ConfigureAwait(false);
        }

        return refusal;
    }

    /// <summary>Sends the exact bytes: null for a full acknowledgement.</summary>
    private async ValueTask<Refusal?> DeliverAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(PathOf(message.Operation), message.Bytes, cancellationToken).ConfigureAwait(false);
        return _responses.TryRead(answer, message.Nonce, out EmptyResponse _, out Refusal? refusal) ? null : refusal;
    }

    /// <summary>Moves on to <paramref name="state"/>, and clears the keys that it no longer has.</summary>
    private async ValueTask CommitAsync(ClientState state, CancellationToken cancellationToken)
    {
        ClientState former = _state;
        await SaveAsync(state, cancellationToken).ConfigureAwait(false);
        former.ForgetKeys(state);
    }

    private void RequireDevice()
    {
        if (!_state.HasDevice || _state.Next is null)
        {
            throw new InvalidOperationException("This client has no device: create, recover or link an account first.");
        }
    }
}
