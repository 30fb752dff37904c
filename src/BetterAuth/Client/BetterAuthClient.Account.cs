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
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await RegisterAsync(
            Operation.CreateAccount,
            device => new CreateAccountRequest
            {
                Authentication = new()
                {
                    Device = device.Device,
                    Identity = device.Identity,
                    PublicKey = device.Current.PublicKey,
                    RecoveryHash = recoveryHash,
                    RotationHash = Hash(device.Next.PublicKey),
                },
            },
            device => Derivations.IdentityOf(Suite.Hasher, device.Current.PublicKey, Hash(device.Next.PublicKey), recoveryHash),
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
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await RegisterAsync(
            Operation.RecoverAccount,
            device => new RecoverAccountRequest
            {
                Authentication = new()
                {
                    Device = device.Device,
                    Identity = identity,
                    PublicKey = device.Current.PublicKey,
                    RecoveryHash = nextRecoveryHash,
                    RecoveryKey = recoveryKey.PublicKey,
                    RotationHash = Hash(device.Next.PublicKey),
                },
            },
            _ => identity.ToOwned(),
            recoveryKey,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the account for ever. This device's keys are erased once the server has acknowledged it.</summary>
    public async ValueTask DeleteAccountAsync(CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await MoveAsync(Operation.DeleteAccount, (_, keys) => new DeleteAccountRequest { Authentication = keys }, endsDevice: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Commits to another recovery key; <paramref name="recoveryHash"/> = H(its public key). Keep that key safe before calling this.</summary>
    public async ValueTask ChangeRecoveryKeyAsync(Utf8Text recoveryHash, CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await MoveAsync(
            Operation.ChangeRecoveryKey,
            (_, keys) => new ChangeRecoveryKeyRequest
            {
                Authentication = new() { Device = keys.Device, Identity = keys.Identity, PublicKey = keys.PublicKey, RecoveryHash = recoveryHash, RotationHash = keys.RotationHash },
            },
            endsDevice: false,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes this device part of an account. The registration that asks for exactly this is sent again; others that are pending are tried first, and stay beside the new one, each with the keys of its own device:
    /// whichever the server applies, this client holds what belongs to it.
    /// </summary>
    private async ValueTask RegisterAsync<TRequest>(Operation operation, Func<NewDevice, TRequest> build, Func<NewDevice, Utf8Text> identityOf, ISigningKey? signer, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        if (_state.HasDevice)
        {
            throw new InvalidOperationException("This client has a device already; another account needs a store of its own.");
        }

        PendingMessage? pending = _state.Pending.FirstOrDefault(candidate => Find(operation, build(candidate.Registers!)) == candidate);
        PendingMessage? message = pending;
        if (message is null)
        {
            if (HasPendingOperation && await ResolveAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                throw new InvalidOperationException(EarlierRegistration);
            }

            NewDevice device = GenerateDevice();
            device = device with { Identity = identityOf(device) };
            message = await PrepareAsync(operation, build(device), signer ?? device.Current.Key, endsDevice: false, device, cancellationToken).ConfigureAwait(false);
        }

        await ApplyAsync(message, isNew: pending is null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fresh keys, and the device id they derive; of no account yet.</summary>
    private NewDevice GenerateDevice()
    {
        HeldKey current = NewKey();
        HeldKey next = NewKey();
        return new(default, Derivations.DeviceOf(Suite.Hasher, current.PublicKey, Hash(next.PublicKey)), current, next);
    }
}
