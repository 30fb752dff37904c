using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

internal sealed partial class History
{
    private const int MaxIdentities = 3;

    /// <summary>A new account; once there are enough, one that exists is created again with another text, or names that are not derived.</summary>
    private async Task CreateAsync(HistoryStep step)
    {
        if (_identities.Count >= MaxIdentities && step.Keys < 50)
        {
            ModelMessage first = _sent.First(sent => sent.Endpoint == Operation.CreateAccount && sent.Message.Home == Operation.CreateAccount).Message;
            await DeliverAsync(_maker.Sign(first with { Request = first.Request.Replace("{\"auth", "{ \"auth", StringComparison.Ordinal) }), Operation.CreateAccount);
            return;
        }

        ISigningKey key = _maker.Fresh();
        string publicKey = key.PublicKey.ToString(), rotation = step.Detail == 98 ? HistoryMaker.H(key) : _maker.FreshHash();
        string recovery = step.Detail == 99 ? rotation : _maker.FreshHash();
        string device = step.Detail == 97 ? _maker.FreshHash() : PlainSuite.Hash(publicKey + rotation);
        string identity = step.Detail == 96 ? Pick(_identities, step.Who) : PlainSuite.Hash(publicKey + rotation + recovery);
        ModelMessage message = _maker.Create(identity, device, key, rotation, recovery, IsBound(step));
        Know(identity, new(identity, device, publicKey, rotation, IsSigned: true));
        await DeliverAsync(message, Operation.CreateAccount);
    }

    private async Task RecoverAsync(HistoryStep step)
    {
        string identity = Pick(_identities, step.Who);
        ReferenceAccount account = AccountOf(identity);
        ISigningKey recoveryKey = (step.Keys < 85 ? _maker.KeyOf(account.RecoveryHash) : null) ?? _maker.Fresh();
        ISigningKey key = _maker.Fresh();
        string rotation = _maker.FreshHash(), recovery = _maker.FreshHash();
        string publicKey = key.PublicKey.ToString();
        string device = PlainSuite.Hash(publicKey + rotation);
        switch (step.Detail / 2)
        {
            case 0 or 1 or 2:
                // A device that is known, here or in another account: who recovers need not have its keys.
                ModelContainer known = Pick(_devices[Pick(_identities, step.Device)], step.Device);
                (publicKey, rotation, device) = (known.PublicKey, known.RotationHash, known.Device);
                break;
            case 3 or 4 when account.UsedRecovery.Count > 0:
                recovery = Pick([.. account.UsedRecovery], step.Device);
                break;
            case 5 or 6 when account.UsedKeys.Count > 0:
                rotation = Pick([.. account.UsedKeys], step.Device);
                device = PlainSuite.Hash(publicKey + rotation);
                break;
            case 7:
                recovery = HistoryMaker.H(recoveryKey);
                break;
            case 8:
                device = _maker.FreshHash();
                break;
            case 9 when account.UsedKeys.Count > 0 && _maker.KeyOf(Pick([.. account.UsedKeys], step.Device)) is { } used:
                publicKey = used.PublicKey.ToString();
                device = PlainSuite.Hash(publicKey + rotation);
                break;
        }

        Know(identity, new(identity, device, publicKey, rotation, IsSigned: true));
        await DeliverAsync(_maker.Recover(identity, device, publicKey, rotation, recovery, recoveryKey, IsBound(step)), Operation.RecoverAccount);
    }

    /// <summary>Rotate, link, unlink, change, delete.</summary>
    private async Task GatedAsync(HistoryStep step)
    {
        string identity = Pick(_identities, step.Who);
        ReferenceAccount account = AccountOf(identity);
        string id = PickDevice(identity, account, step.Device);
        ReferenceDevice? device = account.Devices.GetValueOrDefault(id);
        ISigningKey key = SignerOf(device, step);
        string rotation = RotationOf(account, key, step);
        if (device is not null && step.Keys is >= 76 and < 80)
        {
            (key, rotation) = (_maker.KeyNamed(device.PublicKey), device.RotationHash); // a client that did not hear of what it did, and now does something else
        }

        bool isBound = IsBound(step);
        switch (step.Kind)
        {
            case StepKind.Rotate or StepKind.Delete:
                Operation operation = step.Kind == StepKind.Rotate ? Operation.RotateDevice : Operation.DeleteAccount;
                await DeliverAsync(_maker.Gated(operation, identity, id, key, rotation, isBound, step.Detail is 40 or 41), operation);
                break;
            case StepKind.Change:
                string recovery = ChangedTo(account, key, rotation, step);
                await DeliverAsync(_maker.Change(identity, id, key, rotation, recovery, isBound), Operation.ChangeRecoveryKey);
                break;
            case StepKind.Unlink:
                string target = step.Detail switch
                {
                    < 20 => id,
                    < 90 => PickDevice(identity, account, step.Detail),
                    < 95 => Pick(_devices[Pick(_identities, step.Who + 1)], step.Detail).Device,
                    _ => _maker.FreshHash(),
                };
                rotation = target == id && step.Detail % 2 == 0 ? PlainSuite.Hash(rotation) : rotation;
                await DeliverAsync(_maker.Unlink(identity, id, key, rotation, target, isBound), Operation.UnlinkDevice);
                break;
            default:
                await DeliverAsync(_maker.Link(identity, id, key, rotation, ContainerFor(identity, account, key, rotation, step), isBound), Operation.LinkDevice);
                break;
        }
    }

    private ModelContainer ContainerFor(string identity, ReferenceAccount account, ISigningKey endorser, string endorsersRotation, HistoryStep step)
    {
        ISigningKey key = _maker.Fresh();
        string rotation = _maker.FreshHash();
        (bool isSigned, string named, string? device) = (true, identity, null);
        switch (step.Detail / 2)
        {
            case 0 or 1 or 2 or 3:
                ModelContainer known = Pick(_devices[identity], step.Keys);
                return known with { IsSigned = true };
            case 4:
                isSigned = false;
                break;
            case 5:
                named = Pick(_identities, step.Who + 1);
                break;
            case 6:
                device = _maker.FreshHash();
                break;
            case 7:
                key = endorser;
                break;
            case 8:
                rotation = HistoryMaker.H(step.Keys % 2 == 0 ? key : endorser);
                break;
            case 9 or 10 when account.UsedKeys.Count > 0:
                rotation = Pick([.. account.UsedKeys], step.Device);
                break;
            case 11 or 12 when account.UsedKeys.Count > 0 && _maker.KeyOf(Pick([.. account.UsedKeys], step.Device)) is { } used:
                key = used;
                break;
            case 13 when _maker.KeyOf(endorsersRotation) is { } next:
                key = next;
                break;
        }

        ModelContainer container = new(named, device ?? PlainSuite.Hash(key.PublicKey + rotation), key.PublicKey.ToString(), rotation, isSigned);
        Know(identity, container);
        return container;
    }

    private string ChangedTo(ReferenceAccount account, ISigningKey key, string rotation, HistoryStep step) => (step.Detail / 3) switch
    {
        0 or 1 when account.UsedRecovery.Count > 0 => Pick([.. account.UsedRecovery], step.Device),
        2 => rotation,
        3 => HistoryMaker.H(key),
        _ => _maker.FreshHash(),
    };

    /// <summary>Mostly the key the device committed to.</summary>
    private ISigningKey SignerOf(ReferenceDevice? device, HistoryStep step) => (device, step.Keys) switch
    {
        ({ } known, < 70 or >= 80) when _maker.KeyOf(known.RotationHash) is { } committed => committed,
        ({ } known, < 75) => _maker.KeyNamed(known.PublicKey),
        _ => _maker.Fresh(),
    };

    /// <summary>Mostly a fresh commitment.</summary>
    private string RotationOf(ReferenceAccount account, ISigningKey key, HistoryStep step) => step.Keys switch
    {
        80 or 81 => HistoryMaker.H(key),
        >= 82 and < 88 when account.UsedKeys.Count > 0 => Pick([.. account.UsedKeys], step.Detail),
        88 or 89 when account.Devices.Count > 0 => Pick([.. account.Devices.Values], step.Detail).RotationHash,
        90 when account.RecoveryHash.Length > 0 => account.RecoveryHash,
        91 => PlainSuite.Hash(_maker.FreshHash()),
        _ => _maker.FreshHash(),
    };

    /// <summary>Mostly one that may act.</summary>
    private string PickDevice(string identity, ReferenceAccount account, int number)
    {
        string[] active = [.. account.Devices.Where(entry => !entry.Value.IsRevoked).Select(entry => entry.Key)];
        return number < 80 && active.Length > 0 ? Pick(active, number) : Pick(_devices[identity], number).Device;
    }

    private void Know(string identity, ModelContainer device)
    {
        if (!_devices.TryGetValue(identity, out List<ModelContainer>? devices))
        {
            _devices.Add(identity, devices = []);
        }

        devices.Add(device);
        if (!_identities.Contains(identity))
        {
            _identities.Add(identity);
        }
    }

    private static bool IsBound(HistoryStep step) => step.Detail % 2 == 0;
}
