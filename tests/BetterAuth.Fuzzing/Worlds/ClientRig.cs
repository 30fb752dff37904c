using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Storage;
using BetterAuth.Tests.Model;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>A client over a bent network, told what to do step by step, and looked at between the steps.</summary>
internal sealed class ClientRig
{
    private const int MaxTries = 4;

    private readonly World _world;
    private readonly ResettableStore _accounts;
    private readonly ForgetfulLock _lock = new();
    private BentNetwork _network = null!;
    private MemoryClientStore _store = null!;
    private BetterAuthClient _client = null!;
    private BetterAuthClient? _other;
    private ISigningKey _recovery = null!;

    public ClientRig()
    {
        ResettableStore? accounts = null;
        _world = new(
            PlainSuite.Instance,
            options => options with { Store = accounts = new(options.TimeProvider) },
            options => options with { ReplayLock = _lock, Revocations = null });
        _accounts = accounts!;
        _accounts.Freeze();
    }

    /// <summary>A client without a device, at a server without accounts.</summary>
    public void Begin()
    {
        _accounts.Reset();
        _lock.Forget();
        _world.Network.Sent.Clear();
        _network = new(_world);
        _store = new();
        _client = Wait(_world.NewClientAsync(_store, _network));
        _other = null;
        _recovery = _world.Suite.Keys.Generate();
    }

    /// <summary>Does something; what was thrown, if that may be thrown.</summary>
    public Exception? Act(ClientAction action, Bend bend, int exchange, ulong seed)
    {
        if (action is ClientAction.Link && _other is null)
        {
            _other = Wait(_world.NewClientAsync());
        }

        _network.Set(bend, exchange, seed);
        try
        {
            ActAsync(action).AsTask().GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception) when (IsDocumented(exception, bend))
        {
            return exception;
        }
        finally
        {
            _network.Set(Bend.Nothing, -1, 0);
        }
    }

    /// <summary>As long as the server knows the client's device, the client's store holds the key that it committed to.</summary>
    public void CheckKeys()
    {
        ClientState state = ClientRecord.Decode(Wait(_store.ReadAsync().AsTask()) ?? ClientRecord.Encode(ClientState.Empty), _world.Suite.Keys);
        if (state.HasDevice && Wait(_accounts.LoadAsync(state.Identity).AsTask()) is { } stored && AccountRecord.Decode(stored.Record).Find(state.Device) is { IsRevoked: false } device)
        {
            Oracle.Holds(state.Keys.Any(key => _world.Hash(key.PublicKey) == device.RotationHash), "the key that the server expects next is lost");
        }
    }

    /// <summary>With the network whole again, and opened anew: pending messages are resolved, and the device rotates and gets a session.</summary>
    public void GetOn()
    {
        Exception? last = null;
        Act(ClientAction.Reopen, Bend.Nothing, -1, 0);
        for (int attempt = 0; attempt < MaxTries; attempt++)
        {
            last = Act(ClientAction.Resume, Bend.Nothing, -1, 0);
            last = _client.Device.IsEmpty ? Act(ClientAction.Create, Bend.Nothing, -1, 0) : null;
            last ??= Act(ClientAction.Rotate, Bend.Nothing, -1, 0) ?? Act(ClientAction.Session, Bend.Nothing, -1, 0) ?? Act(ClientAction.Access, Bend.Nothing, -1, 0);
            if (last is null)
            {
                return;
            }
        }

        throw new OracleException($"the client does not get on: {last}");
    }

    private async ValueTask ActAsync(ClientAction action)
    {
        switch (action)
        {
            case ClientAction.Create:
                await _client.CreateAccountAsync(_world.Hash(_recovery.PublicKey));
                break;
            case ClientAction.Session:
                await _client.CreateSessionAsync();
                break;
            case ClientAction.Rotate:
                await _client.RotateDeviceAsync();
                break;
            case ClientAction.Access:
                await _client.MakeAccessRequestAsync("/echo", RawJson.Verbatim("{\"foo\":1}"u8.ToArray()));
                break;
            case ClientAction.Refresh:
                await _client.RefreshSessionAsync();
                break;
            case ClientAction.Link:
                await _client.LinkDeviceAsync(await _other!.CreateLinkContainerAsync(_client.Identity));
                break;
            case ClientAction.Unlink:
                await _client.UnlinkDeviceAsync(_other?.Device is { IsEmpty: false } device ? device : _world.Hash(_recovery.PublicKey));
                break;
            case ClientAction.ChangeRecovery:
                ISigningKey changed = _world.Suite.Keys.Generate();
                await _client.ChangeRecoveryKeyAsync(_world.Hash(changed.PublicKey));
                _recovery = changed;
                break;
            case ClientAction.Resume:
                await _client.ResumeAsync();
                break;
            case ClientAction.Reopen:
                _client = await _world.NewClientAsync(_store, _network);
                break;
            case ClientAction.Delete:
                await _client.DeleteAccountAsync();
                break;
            default:
                await RecoverAsync();
                break;
        }
    }

    /// <summary>An account of somebody whose device is gone, recovered onto this client.</summary>
    private async ValueTask RecoverAsync()
    {
        (BetterAuthClient lost, ISigningKey recovery) = await _world.NewAccountAsync();
        await _client.RecoverAccountAsync(lost.Identity, recovery, _world.Hash(_recovery.PublicKey));
    }

    /// <summary>What the library says itself: refusals, lost answers, outcomes nobody knows, and calls that make no sense now.</summary>
    private static bool IsDocumented(Exception exception, Bend bend) => exception switch
    {
        ChainLostException => bend != Bend.Nothing, // nobody moves this device's chain but itself; only who forges every answer can make it look so
        BetterAuthException or OutcomeUnknownException => true,
        IOException => exception.Message is "The request was lost." or "The answer was lost.",
        InvalidOperationException or ArgumentException => exception.TargetSite?.DeclaringType?.FullName?.StartsWith("BetterAuth.Client.", StringComparison.Ordinal) == true,
        _ => false,
    };

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
