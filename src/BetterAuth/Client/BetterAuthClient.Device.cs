using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

public sealed partial class BetterAuthClient
{
    /// <summary>Makes this (new) device's container for <paramref name="identity"/>, to be shown to a device of the account: <c>{"payload":{"authentication":{…}},"signature":"…"}</c>. Asked again, it gives the same device's.</summary>
    public async ValueTask<string> CreateLinkContainerAsync(Utf8Text identity, CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        if (HasPendingOperation || (_state.HasDevice && (_state.Identity != identity || _state.Position > 0 || !_state.Acknowledged.IsEmpty || _state.Session is not null)))
        {
            throw new InvalidOperationException("This client has a device already; another account needs a store of its own.");
        }

        if (!_state.HasDevice)
        {
            NewDevice device = GenerateDevice();
            await SaveAsync(ClientState.Empty with { Identity = identity.ToOwned(), Device = device.Device, Current = device.Current, Next = device.Next }, cancellationToken).ConfigureAwait(false);
        }

        LinkPayload payload = new()
        {
            Authentication = new() { Device = _state.Device, Identity = _state.Identity, PublicKey = _state.Current!.PublicKey, RotationHash = Hash(_state.Next!.PublicKey) },
        };
        return Encoding.UTF8.GetString(await MessageSigner.SignAsync(payload, _state.Current.Key, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Endorses another device by its container. Throws <see cref="InvalidMessageException"/> for a text that is none.</summary>
    public async ValueTask LinkDeviceAsync(string container, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(container);
        if (!WireReader.TryRead(Encoding.UTF8.GetBytes(container), Suite, out SignedMessage<LinkPayload> link, out Refusal? refusal))
        {
            throw refusal.Within("link").ToException();
        }

        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await MoveAsync(Operation.LinkDevice, (_, keys) => new LinkDeviceRequest { Authentication = keys, Link = link }, endsDevice: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Revokes a device of the account; its own id revokes this one, whose keys are erased once the server has acknowledged it.</summary>
    public async ValueTask UnlinkDeviceAsync(Utf8Text device, CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        bool isSelf = device == _state.Device;

        // A device that leaves commits to nothing. A reference server that fails half-way would keep it active and mute; there it commits as always.
        bool isCommitted = !isSelf || _options.Server == PeerServer.Reference;
        await MoveAsync(
            Operation.UnlinkDevice,
            (_, keys) => new UnlinkDeviceRequest { Authentication = isCommitted ? keys : keys with { RotationHash = Hash(keys.RotationHash) }, Link = new() { Device = device } },
            endsDevice: isSelf,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reveals the committed device key and commits to another.</summary>
    public async ValueTask RotateDeviceAsync(CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await MoveAsync(Operation.RotateDevice, (_, keys) => new RotateDeviceRequest { Authentication = keys }, endsDevice: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An operation that reveals the committed key, signs with it, and commits to the future one, which stays the same for the whole position.</summary>
    private async ValueTask MoveAsync<TRequest>(Operation operation, Func<ClientState, DeviceAuthentication, TRequest> build, bool endsDevice, CancellationToken cancellationToken)
        where TRequest : struct, IWireView<TRequest>
    {
        RequireDevice();
        PendingMessage? pending = Find(operation, build(_state, KeysOf(WithFuture(_state))));
        PendingMessage? message = pending;
        if (message is null)
        {
            await RequireLinkAsync(cancellationToken).ConfigureAwait(false);
            await ResolveAsync(cancellationToken).ConfigureAwait(false);
            message = await SignHereAsync().ConfigureAwait(false);
        }

        if (!await ApplyAsync(message, isNew: pending is null, cancellationToken).ConfigureAwait(false))
        {
            await ApplyAsync(await SignHereAsync().ConfigureAwait(false), isNew: true, cancellationToken).ConfigureAwait(false);
        }

        ValueTask<PendingMessage> SignHereAsync()
        {
            RequireDevice();
            return PrepareAsync(operation, build(_state, KeysOf(WithFuture(_state))), _state.Next!.Key, endsDevice, registers: null, cancellationToken);
        }
    }

    /// <summary>A device that made a container signs nothing before it is linked: what it signed would be pending from then on, and its container could not be shown again. A session shows that it is.</summary>
    private async ValueTask RequireLinkAsync(CancellationToken cancellationToken)
    {
        if (_state is { Registration: null, IsServerExactlyOnce: false, Position: 0, Session: null, Pending.IsEmpty: true })
        {
            Opened opened = await OpenSessionAsync(Ours(_state.Current!), cancellationToken).ConfigureAwait(false);
            await SaveAsync(_state with { Session = opened.Session ?? throw opened.Refusal!.ToException() }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The state with its future key, which is generated once and stored together with the first message that commits to it.</summary>
    private ClientState WithFuture(ClientState state)
    {
        if (state.Future is null)
        {
            _state = state = state with { Future = NewKey() };
        }

        return state;
    }

    private DeviceAuthentication KeysOf(ClientState state) => new()
    {
        Device = state.Device,
        Identity = state.Identity,
        PublicKey = state.Next!.PublicKey,
        RotationHash = Hash(state.Future!.PublicKey),
    };
}
