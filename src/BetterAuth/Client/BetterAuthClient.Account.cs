using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

public sealed partial class BetterAuthClient
{
    /// <summary>Creates an account with this device; <paramref name="recoveryHash"/> = H(recovery public key). Throws <see cref="InvalidOperationException"/> when there is a device already.</summary>
    public async ValueTask CreateAccountAsync(Utf8Text recoveryHash, CancellationToken cancellationToken = default)
    {
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await RegisterAsync(
            Operation.CreateAccount,
            state => new CreateAccountRequest
            {
                Authentication = new()
                {
                    Device = state.Device,
                    Identity = state.Identity,
                    PublicKey = state.Current!.PublicKey,
                    RecoveryHash = recoveryHash,
                    RotationHash = Hash(state.Next!.PublicKey),
                },
            },
            state => state with { Identity = Derivations.IdentityOf(Suite.Hasher, state.Current!.PublicKey, Hash(state.Next!.PublicKey), recoveryHash) },
            signer: null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Recovers <paramref name="identity"/> onto this new device with the recovery key, and commits to the next one. All other devices are revoked.
    /// Keep the next recovery key safe before calling this: from then on it is the one that counts.
    /// </summary>
    public async ValueTask RecoverAccountAsync(Utf8Text identity, ISigningKey recoveryKey, Utf8Text nextRecoveryHash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recoveryKey);
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await RegisterAsync(
            Operation.RecoverAccount,
            state => new RecoverAccountRequest
            {
                Authentication = new()
                {
                    Device = state.Device,
                    Identity = state.Identity,
                    PublicKey = state.Current!.PublicKey,
                    RecoveryHash = nextRecoveryHash,
                    RecoveryKey = recoveryKey.PublicKey,
                    RotationHash = Hash(state.Next!.PublicKey),
                },
            },
            state => state with { Identity = identity.ToOwned() },
            recoveryKey,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the account for ever. This device's keys are erased once the server has acknowledged it.</summary>
    public async ValueTask DeleteAccountAsync(CancellationToken cancellationToken = default)
    {
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await MoveAsync(Operation.DeleteAccount, (_, keys) => new DeleteAccountRequest { Authentication = keys }, endsDevice: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Commits to another recovery key; <paramref name="recoveryHash"/> = H(its public key). Keep that key safe before calling this.</summary>
    public async ValueTask ChangeRecoveryKeyAsync(Utf8Text recoveryHash, CancellationToken cancellationToken = default)
    {
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await MoveAsync(
            Operation.ChangeRecoveryKey,
            (_, keys) => new ChangeRecoveryKeyRequest
            {
                Authentication = new() { Device = keys.Device, Identity = keys.Identity, PublicKey = keys.PublicKey, RecoveryHash = recoveryHash, RotationHash = keys.RotationHash },
            },
            endsDevice: false,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes this device part of an account. A registration that is pending is sent again; one that was for something else starts over with new keys once the server has refused it.</summary>
    private async ValueTask RegisterAsync<TRequest>(Operation operation, Func<ClientState, TRequest> build, Func<ClientState, ClientState> name, ISigningKey? signer, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        if (_state.HasDevice && _state.Pending.All(pending => pending.MovesKeys))
        {
            throw new InvalidOperationException("This client has a device already; another account needs a store of its own.");
        }

        PendingMessage? message = _state.HasDevice ? Find(operation, build(_state)) : null;
        if (message is null)
        {
            if (_state.HasDevice && await ResolveAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                throw new InvalidOperationException("An earlier registration of this client has turned out to be in force; it has a device already.");
            }

            ClientState state = name(NewDevice());
            message = await SignAsync(operation, build(state), signer ?? state.Current!.Key, endsDevice: false, cancellationToken).ConfigureAwait(false);
            await SaveAsync(state with { Pending = [message] }, cancellationToken).ConfigureAwait(false);
        }

        if (await SendAsync(message, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw refusal.ToException();
        }
    }

    /// <summary>Fresh keys, and the device id they derive.</summary>
    private ClientState NewDevice()
    {
        HeldKey current = NewKey();
        HeldKey next = NewKey();
        return new() { Device = Derivations.DeviceOf(Suite.Hasher, current.PublicKey, Hash(next.PublicKey)), Current = current, Next = next };
    }
}
