using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

public sealed partial class BetterAuthClient
{
    // Messages of one position that may be on the way at once; a plain rotate is always allowed beside them, so that there is a way out (exactly-once operations, section 5.5).
    private const int MaxPending = 4;

    /// <summary>
    /// Gets one message of the present position applied: what <paramref name="build"/> gives, or the very same one if it is pending already. Messages that are pending for something else are sent again first;
    /// when one of those turns out to have been applied, <paramref name="build"/> is asked again, for the position after it.
    /// </summary>
    private async ValueTask ApplyAsync<TRequest>(Operation operation, Func<ClientState, TRequest> build, Func<ClientState, HeldKey> signer, bool endsDevice, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        PendingMessage? message = Find(operation, build(_state));
        if (message is null)
        {
            await ResolveAsync(cancellationToken).ConfigureAwait(false);
            RequireDevice();
            message = await PrepareAsync(operation, build(_state), signer(_state), endsDevice, cancellationToken).ConfigureAwait(false);
        }

        if (await SendAsync(message, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw refusal.ToException();
        }
    }

    /// <summary>The pending message that asks for exactly this.</summary>
    private PendingMessage? Find<TRequest>(Operation operation, in TRequest request)
        where TRequest : struct, IWireView<TRequest>
    {
        OperationDigest digest = OperationDigest.Of(operation, WireWriter.ToArray(request));
        return _state.Pending.FirstOrDefault(pending => pending.Digest == digest);
    }

    /// <summary>Signs the message and stores it; only then may it be sent.</summary>
    private async ValueTask<PendingMessage> PrepareAsync<TRequest>(Operation operation, TRequest request, HeldKey signer, bool endsDevice, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        if (_state.Pending.Length >= MaxPending + (operation == Operation.RotateDevice ? 1 : 0))
        {
            throw new InvalidOperationException("Too many messages of this device are pending; rotate the device, which supersedes them.");
        }

        PendingMessage message = await SignAsync(operation, request, signer.Key, endsDevice, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Sends a pending message again until its outcome is known: null when nothing is pending any more, else the last refusal.</summary>
    private async ValueTask<Refusal?> ResolveAsync(CancellationToken cancellationToken)
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

    /// <summary>Sends the exact bytes; a full acknowledgement moves the state on, anything else changes nothing.</summary>
    private async ValueTask<Refusal?> SendAsync(PendingMessage message, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(PathOf(message.Operation), message.Bytes, cancellationToken).ConfigureAwait(false);
        if (!_responses.TryRead(answer, message.Nonce, out EmptyResponse _, out Refusal? refusal))
        {
            return refusal;
        }

        ClientState former = _state;
        await SaveAsync(former.Applied(message), cancellationToken).ConfigureAwait(false);
        former.ForgetKeys(message);
        return null;
    }

    private void RequireDevice()
    {
        if (!_state.HasDevice || _state.Next is null)
        {
            throw new InvalidOperationException("This client has no device: create, recover or link an account first.");
        }
    }
}
