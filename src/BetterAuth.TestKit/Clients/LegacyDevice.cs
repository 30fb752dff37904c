using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.TestKit.Clients;

/// <summary>
/// A device that behaves as the existing implementations do: it keeps the future key until a message is acknowledged, repeats a message by signing the same content under a new nonce,
/// and believes any acknowledgement with its nonce. The attacker's own device is one too.
/// </summary>
internal sealed class LegacyDevice(Person owner, string name, bool bindsNonces) : Device(owner, name)
{
    private readonly NonceCounter _counter = new(owner.World.Suite.Noncer);
    private ISigningKey? _current;
    private ISigningKey? _next;
    private ISigningKey? _future;
    private (Utf8Text Token, ISigningKey Key)? _session;
    private Utf8Text _identity;
    private Utf8Text _id;
    private long _position;
    private bool _pending;

    public override bool IsLegacy => true;

    private ResponseReader Responses => field ??= new(World.Suite, World.Seams.ResponseKeys(this, ResponseKeys));

    public override Utf8Text Identity => _identity;

    public override Utf8Text Id => _id;

    public override long Position => _position;

    public override bool IsPending => _pending;

    /// <summary>Whether it has keys of its own.</summary>
    public bool HasKeys => _current is not null;

    /// <summary>Whether it has a token.</summary>
    public bool HasSession => _session is not null;

    /// <summary>The nonce of its next message, when somebody chose it (the attacker asks for answers that fit another's request).</summary>
    public Utf8Text? ChosenNonce { get; set; }

    /// <summary>What it does again as long as nobody has acknowledged it.</summary>
    public Func<ValueTask>? Again { get; set; }

    private CryptographicSuite Suite => World.Suite;

    public async ValueTask CreateAsync(Utf8Text recoveryHash)
    {
        if (!HasKeys)
        {
            Generate();
        }

        _identity = Derivations.IdentityOf(Suite.Hasher, _current!.PublicKey, Hash(_next!), recoveryHash);
        CreateAccountRequest request = new()
        {
            Authentication = new() { Device = _id, Identity = _identity, PublicKey = _current.PublicKey, RecoveryHash = recoveryHash, RotationHash = Hash(_next!) },
        };
        await SendAsync(Operation.CreateAccount, request, _current).ConfigureAwait(false);
    }

    /// <summary>Recovers an account onto this device, or (an attacker, with his own account) onto whatever keys he has seen.</summary>
    public async ValueTask RecoverAsync(Utf8Text identity, ISigningKey recoveryKey, Utf8Text recoveryHash, (Utf8Text PublicKey, Utf8Text RotationHash)? seen = null)
    {
        if (!HasKeys || seen is not null)
        {
            Generate();
        }

        _identity = identity;
        (Utf8Text publicKey, Utf8Text rotationHash) = seen ?? (_current!.PublicKey, Hash(_next!));
        RecoverAccountRequest request = new()
        {
            Authentication = new()
            {
                Device = Derivations.DeviceOf(Suite.Hasher, publicKey, rotationHash),
                Identity = identity,
                PublicKey = publicKey,
                RecoveryHash = recoveryHash,
                RecoveryKey = recoveryKey.PublicKey,
                RotationHash = rotationHash,
            },
        };
        await SendAsync(Operation.RecoverAccount, request, recoveryKey).ConfigureAwait(false);
    }

    public async ValueTask<byte[]> ContainerAsync(Utf8Text identity)
    {
        if (!HasKeys)
        {
            Generate();
            _identity = identity;
        }

        LinkPayload payload = new() { Authentication = new() { Device = _id, Identity = identity, PublicKey = _current!.PublicKey, RotationHash = Hash(_next!) } };
        return await MessageSigner.SignAsync(payload, _current, default).ConfigureAwait(false);
    }

    public ValueTask RotateAsync() => MoveAsync(Operation.RotateDevice, keys => new RotateDeviceRequest { Authentication = keys });

    public ValueTask DeleteAsync() => MoveAsync(Operation.DeleteAccount, keys => new DeleteAccountRequest { Authentication = keys });

    public ValueTask UnlinkAsync(Utf8Text device) =>
        MoveAsync(Operation.UnlinkDevice, keys => new UnlinkDeviceRequest { Authentication = keys, Link = new() { Device = device } });

    public ValueTask LinkAsync(ReadOnlyMemory<byte> container) =>
        WireReader.TryRead(container, Suite, out SignedMessage<LinkPayload> link, out Refusal? refusal)
            ? MoveAsync(Operation.LinkDevice, keys => new LinkDeviceRequest { Authentication = keys, Link = link })
            : throw refusal.ToException();

    public ValueTask ChangeRecoveryAsync(Utf8Text hash) => MoveAsync(Operation.ChangeRecoveryKey, keys => new ChangeRecoveryKeyRequest
    {
        Authentication = new() { Device = keys.Device, Identity = keys.Identity, PublicKey = keys.PublicKey, RecoveryHash = hash, RotationHash = keys.RotationHash },
    });

    /// <summary>A session. Only the attacker uses his: of the others it counts that it can be had.</summary>
    public async ValueTask CreateSessionAsync()
    {
        RequestSessionRequest ask = new() { Authentication = new() { Identity = _identity } };
        RequestPayload<RequestAccess, RequestSessionRequest> payload = new() { Access = new() { Nonce = NewNonce(Operation.RequestSession, WireWriter.ToArray(ask)) }, Request = ask };
        byte[] message = WireWriter.ToArray(new UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>> { Payload = payload });
        ReadOnlyMemory<byte> answer = await ExchangeAsync(Operation.RequestSession, message).ConfigureAwait(false);
        if (!Responses.TryRead(answer, payload.Access.Nonce, out RequestSessionResponse challenge, out Refusal? refusal))
        {
            throw refusal.ToException();
        }

        ISigningKey current = Suite.Keys.Generate();
        using ISigningKey next = Suite.Keys.Generate();
        CreateSessionRequest request = new()
        {
            Access = new() { PublicKey = current.PublicKey, RotationHash = Hash(next) },
            Authentication = new() { Device = _id, Nonce = challenge.Authentication.Nonce },
        };
        byte[] create = await SignAsync(Operation.CreateSession, request, _current!).ConfigureAwait(false);
        ReadOnlyMemory<byte> session = await ExchangeAsync(Operation.CreateSession, create).ConfigureAwait(false);
        _session = WireReader.TryRead(session, Suite, out SignedMessage<ResponsePayload<SessionResponse>> given, out _)
            ? (given.Payload.Response.Access.Token.ToOwned(), current)
            : _session;
    }

    /// <summary>Asks an application that answers with what it was asked for a signed <c>{}</c>.</summary>
    public async ValueTask AskForNothingAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        byte[] timestamp = new byte[Suite.Timestamper.TextLength];
        Suite.Timestamper.Format(Clock.GetUtcNow(), timestamp);
        AccessRequestAccess access = new() { Nonce = NewNonce(Operation.RequestSession, []), Timestamp = new(timestamp), Token = session.Token };
        byte[] message = await MessageSigner.SignAsync(new AccessPayload<RawJson>(access, RawJson.Verbatim("{}"u8.ToArray())), session.Key, default).ConfigureAwait(false);
        await new ClientNetwork(this).SendRequestAsync(ClientNetwork.AccessPath, message).ConfigureAwait(false);
    }

    protected override void OnRestart()
    {
        // It keeps everything: how the others store their keys is not what is tried here.
    }

    private void Generate()
    {
        _current = Suite.Keys.Generate();
        _next = Suite.Keys.Generate();
        _future = null;
        _position = 0;
        _id = Derivations.DeviceOf(Suite.Hasher, _current.PublicKey, Hash(_next));
    }

    private async ValueTask MoveAsync<TRequest>(Operation operation, Func<DeviceAuthentication, TRequest> build)
        where TRequest : struct, IWireView<TRequest>
    {
        _future = World.Seams.KeepsFutureKey && _future is not null ? _future : Suite.Keys.Generate();
        DeviceAuthentication keys = new() { Device = _id, Identity = _identity, PublicKey = _next!.PublicKey, RotationHash = Hash(_future) };
        _pending = true;
        await SendAsync(operation, build(keys), _next).ConfigureAwait(false);
        _current = _next;
        _next = _future;
        _future = null;
        _position++;
        _pending = false;
    }

    private async ValueTask SendAsync<TRequest>(Operation operation, TRequest request, ISigningKey signer)
        where TRequest : struct, IWireView<TRequest>
    {
        Utf8Text nonce = NewNonce(operation, WireWriter.ToArray(request));
        RequestPayload<RequestAccess, TRequest> payload = new() { Access = new() { Nonce = nonce }, Request = request };
        ReadOnlyMemory<byte> answer = await ExchangeAsync(operation, await MessageSigner.SignAsync(payload, signer, default).ConfigureAwait(false)).ConfigureAwait(false);
        if (!Responses.TryRead(answer, nonce, out EmptyResponse _, out Refusal? refusal))
        {
            throw refusal.ToException();
        }
    }

    private ValueTask<byte[]> SignAsync<TRequest>(Operation operation, TRequest request, ISigningKey signer)
        where TRequest : struct, IWireView<TRequest> =>
        MessageSigner.SignAsync(new RequestPayload<RequestAccess, TRequest> { Access = new() { Nonce = NewNonce(operation, WireWriter.ToArray(request)) }, Request = request }, signer, default);

    private ValueTask<ReadOnlyMemory<byte>> ExchangeAsync(Operation operation, byte[] message) =>
        new ClientNetwork(this).SendRequestAsync(AuthenticationPaths.Default.PathOf(operation), message);

    private Utf8Text NewNonce(Operation operation, byte[] request)
    {
        if (ChosenNonce is { } chosen)
        {
            ChosenNonce = null;
            return chosen;
        }

        byte[] nonce = new byte[Suite.Noncer.TextLength];
        if (bindsNonces)
        {
            Span<byte> value = stackalloc byte[INoncer.ValueLength];
            BoundNonce.Create(operation, Hash256.Of(request), _counter, value);
            Suite.Noncer.Encode(value, nonce);
        }
        else
        {
            Suite.Noncer.Generate(nonce);
        }

        return new(nonce);
    }

    private Utf8Text Hash(ISigningKey key) => Derivations.HashOf(Suite.Hasher, key.PublicKey);
}
