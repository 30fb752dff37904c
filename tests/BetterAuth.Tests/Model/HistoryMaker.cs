using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>Makes keys and messages, and remembers the keys: whoever committed to a key can reveal it.</summary>
internal sealed class HistoryMaker(World world)
{
    private readonly Dictionary<string, ISigningKey> _byHash = [];
    private readonly Dictionary<string, ISigningKey> _byName = [];
    private readonly NonceCounter _nonces = new(world.Suite.Noncer);

    /// <summary>Of every key there is.</summary>
    public IReadOnlyCollection<string> Hashes => _byHash.Keys;

    public static string H(ISigningKey key) => PlainSuite.Hash(key.PublicKey.ToString());

    public ISigningKey Fresh()
    {
        ISigningKey key = world.Suite.Keys.Generate();
        _byHash.Add(H(key), key);
        _byName.Add(key.PublicKey.ToString(), key);
        return key;
    }

    /// <summary>A commitment to a fresh key.</summary>
    public string FreshHash() => H(Fresh());

    public ISigningKey? KeyOf(string hash) => _byHash.GetValueOrDefault(hash);

    public ISigningKey KeyNamed(string publicKey) => _byName[publicKey];

    public ModelMessage Create(string identity, string device, ISigningKey key, string rotation, string recovery, bool isBound) =>
        Registration(Operation.CreateAccount, identity, device, key, rotation, recovery, isBound);

    public ModelMessage Change(string identity, string device, ISigningKey key, string rotation, string recovery, bool isBound) =>
        Registration(Operation.ChangeRecoveryKey, identity, device, key, rotation, recovery, isBound);

    public ModelMessage Recover(string identity, string device, string publicKey, string rotation, string recovery, ISigningKey recoveryKey, bool isBound) => Sign(new()
    {
        Home = Operation.RecoverAccount,
        BoundTo = isBound ? Operation.RecoverAccount : null,
        Signer = recoveryKey,
        Identity = identity,
        Device = device,
        PublicKey = publicKey,
        RotationHash = rotation,
        RecoveryHash = recovery,
        RecoveryKey = recoveryKey.PublicKey.ToString(),
        Request = $"{{\"authentication\":{{\"device\":\"{device}\",\"identity\":\"{identity}\",\"publicKey\":\"{publicKey}\",\"recoveryHash\":\"{recovery}\",\"recoveryKey\":\"{recoveryKey.PublicKey}\",\"rotationHash\":\"{rotation}\"}}}}",
    });

    /// <summary>Rotate or delete; <paramref name="isSpaced"/>: the same, in another text.</summary>
    public ModelMessage Gated(Operation operation, string identity, string device, ISigningKey key, string rotation, bool isBound, bool isSpaced) =>
        Gated(operation, identity, device, key, rotation, isBound, isSpaced ? " " : "", new());

    public ModelMessage Unlink(string identity, string device, ISigningKey key, string rotation, string target, bool isBound) =>
        Gated(Operation.UnlinkDevice, identity, device, key, rotation, isBound, $",\"link\":{{\"device\":\"{target}\"}}", new() { Target = target });

    public ModelMessage Link(string identity, string device, ISigningKey key, string rotation, ModelContainer container, bool isBound)
    {
        string payload = $"{{\"authentication\":{{\"device\":\"{container.Device}\",\"identity\":\"{container.Identity}\",\"publicKey\":\"{container.PublicKey}\",\"rotationHash\":\"{container.RotationHash}\"}}}}";
        string signature = ForgedDevice.Sign(container.IsSigned ? payload : payload + " ", KeyNamed(container.PublicKey));
        return Gated(Operation.LinkDevice, identity, device, key, rotation, isBound, $",\"link\":{{\"payload\":{payload},\"signature\":\"{signature}\"}}", new() { Container = container });
    }

    public ModelMessage Session(string device, string challenge, ISigningKey signer, ISigningKey key, string rotation, bool isBound) => Sign(new()
    {
        Home = Operation.CreateSession,
        BoundTo = isBound ? Operation.CreateSession : null,
        Signer = signer,
        Device = device,
        Challenge = challenge,
        PublicKey = key.PublicKey.ToString(),
        RotationHash = rotation,
        Request = $"{{\"access\":{{\"publicKey\":\"{key.PublicKey}\",\"rotationHash\":\"{rotation}\"}},\"authentication\":{{\"device\":\"{device}\",\"nonce\":\"{challenge}\"}}}}",
    });

    public ModelMessage Refresh(string token, ISigningKey key, string rotation, bool isBound) => Sign(new()
    {
        Home = Operation.RefreshSession,
        BoundTo = isBound ? Operation.RefreshSession : null,
        Signer = key,
        Token = token,
        PublicKey = key.PublicKey.ToString(),
        RotationHash = rotation,
        Request = $"{{\"access\":{{\"publicKey\":\"{key.PublicKey}\",\"rotationHash\":\"{rotation}\",\"token\":\"{token}\"}}}}",
    });

    /// <summary>Under a nonce of its own.</summary>
    public ModelMessage Sign(ModelMessage message)
    {
        string payload = $"{{\"access\":{{\"nonce\":\"{(message.BoundTo is { } operation ? BoundNonceFor(operation, message.Request) : NewNonce())}\"}},\"request\":{message.Request}}}";
        string signature = ForgedDevice.Sign(message.IsSpoilt ? payload + " " : payload, message.Signer);
        return message with { Bytes = Encoding.ASCII.GetBytes($"{{\"payload\":{payload},\"signature\":\"{signature}\"}}") };
    }

    public string NewNonce()
    {
        byte[] nonce = new byte[world.Suite.Noncer.TextLength];
        world.Suite.Noncer.Generate(nonce);
        return Encoding.ASCII.GetString(nonce);
    }

    private string BoundNonceFor(Operation operation, string request)
    {
        byte[] value = new byte[INoncer.ValueLength], nonce = new byte[world.Suite.Noncer.TextLength];
        BoundNonce.Create(operation, Hash256.Of(Encoding.ASCII.GetBytes(request)), _nonces, value);
        world.Suite.Noncer.Encode(value, nonce);
        return Encoding.ASCII.GetString(nonce);
    }

    private ModelMessage Registration(Operation operation, string identity, string device, ISigningKey key, string rotation, string recovery, bool isBound) => Sign(new()
    {
        Home = operation,
        BoundTo = isBound ? operation : null,
        Signer = key,
        Identity = identity,
        Device = device,
        PublicKey = key.PublicKey.ToString(),
        RotationHash = rotation,
        RecoveryHash = recovery,
        Request = $"{{\"authentication\":{{\"device\":\"{device}\",\"identity\":\"{identity}\",\"publicKey\":\"{key.PublicKey}\",\"recoveryHash\":\"{recovery}\",\"rotationHash\":\"{rotation}\"}}}}",
    });

    private ModelMessage Gated(Operation operation, string identity, string device, ISigningKey key, string rotation, bool isBound, string rest, Extra extra) => Sign(new()
    {
        Home = operation,
        BoundTo = isBound ? operation : null,
        Signer = key,
        Identity = identity,
        Device = device,
        PublicKey = key.PublicKey.ToString(),
        RotationHash = rotation,
        Target = extra.Target,
        Container = extra.Container,
        Request = $"{{\"authentication\":{{\"device\":\"{device}\",\"identity\":\"{identity}\",\"publicKey\":\"{key.PublicKey}\",\"rotationHash\":\"{rotation}\"}}{rest}}}",
    });

    private sealed record Extra
    {
        public string Target { get; init; } = "";

        public ModelContainer? Container { get; init; }
    }
}
