using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>
/// A device that says whatever a test wants: keys K0, K1, K2 … and messages as text, with any member replaced before (or after) it is signed. Written apart from the client.
/// </summary>
internal sealed class ForgedDevice
{
    private readonly World _world;
    private readonly List<ISigningKey> _keys = [];

    public ForgedDevice(World world, Utf8Text identity = default)
    {
        _world = world;
        world.Devices.Add(this);
        Recovery = world.Suite.Keys.Generate();
        Device = Derivations.DeviceOf(world.Suite.Hasher, Key(0).PublicKey, H(Key(1).PublicKey));
        Identity = identity.IsEmpty ? Derivations.IdentityOf(world.Suite.Hasher, Key(0).PublicKey, H(Key(1).PublicKey), H(Recovery.PublicKey)) : identity;
    }

    public ISigningKey Recovery { get; set; }

    public Utf8Text Identity { get; set; }

    public Utf8Text Device { get; set; }

    /// <summary>How many rotation-gated messages of this device were applied; the test moves it on.</summary>
    public int Position { get; set; }

    /// <summary>The n-th key of the chain.</summary>
    public ISigningKey Key(int n)
    {
        while (_keys.Count <= n)
        {
            _keys.Add(_world.Suite.Keys.Generate());
        }

        return _keys[n];
    }

    /// <summary>The key behind a commitment, when it is one of this device's.</summary>
    public ISigningKey? KeyOf(Utf8Text commitment) => _keys.FirstOrDefault(key => H(key.PublicKey) == commitment);

    public Utf8Text H(Utf8Text text) => _world.Hash(text);

    public Utf8Text NewNonce()
    {
        byte[] nonce = new byte[_world.Suite.Noncer.TextLength];
        _world.Suite.Noncer.Generate(nonce);
        return new(nonce);
    }

    /// <summary>A nonce bound to this request at this endpoint.</summary>
    public Utf8Text BoundNonceFor(Operation operation, string request)
    {
        byte[] value = new byte[INoncer.ValueLength];
        BoundNonce.Create(operation, Hash256.Of(Encoding.UTF8.GetBytes(request)), new NonceCounter(_world.Suite.Noncer), value);
        return Encode(value);
    }

    /// <summary>The text of a nonce's value.</summary>
    public Utf8Text Encode(ReadOnlySpan<byte> value)
    {
        byte[] nonce = new byte[_world.Suite.Noncer.TextLength];
        _world.Suite.Noncer.Encode(value, nonce);
        return new(nonce);
    }

    /// <summary>The members of <c>authentication</c> at the present position, as JSON members.</summary>
    public string Authentication(int? key = null, Utf8Text? rotationHash = null) =>
        $"\"device\":\"{Device}\",\"identity\":\"{Identity}\",\"publicKey\":\"{Key(key ?? Position + 1).PublicKey}\",\"rotationHash\":\"{rotationHash ?? H(Key(Position + 2).PublicKey)}\"";

    public string CreateRequest(Utf8Text? recoveryHash = null) => Registration(0, recoveryHash ?? H(Recovery.PublicKey));

    public string RecoverRequest(ISigningKey recoveryKey, Utf8Text nextRecoveryHash) =>
        $"{{\"authentication\":{{\"device\":\"{Device}\",\"identity\":\"{Identity}\",\"publicKey\":\"{Key(0).PublicKey}\",\"recoveryHash\":\"{nextRecoveryHash}\",\"recoveryKey\":\"{recoveryKey.PublicKey}\",\"rotationHash\":\"{H(Key(1).PublicKey)}\"}}}}";

    public string RotateRequest(int? key = null, Utf8Text? rotationHash = null) => $"{{\"authentication\":{{{Authentication(key, rotationHash)}}}}}";

    public string ChangeRequest(Utf8Text recoveryHash) => Registration(Position + 1, recoveryHash);

    public string UnlinkRequest(Utf8Text target, Utf8Text? rotationHash = null) => $"{{\"authentication\":{{{Authentication(rotationHash: rotationHash)}}},\"link\":{{\"device\":\"{target}\"}}}}";

    public string LinkRequest(string container) => $"{{\"authentication\":{{{Authentication()}}},\"link\":{container}}}";

    /// <summary>This (new) device's container, signed by its first key.</summary>
    public string Container(Utf8Text? identity = null, ISigningKey? signer = null, Utf8Text? rotationHash = null)
    {
        string payload = $"{{\"authentication\":{{\"device\":\"{Device}\",\"identity\":\"{identity ?? Identity}\",\"publicKey\":\"{Key(0).PublicKey}\",\"rotationHash\":\"{rotationHash ?? H(Key(1).PublicKey)}\"}}}}";
        return $"{{\"payload\":{payload},\"signature\":\"{Sign(payload, signer ?? Key(0))}\"}}";
    }

    /// <summary>The whole message with a fresh nonce.</summary>
    public byte[] Message(string request, ISigningKey signer, Utf8Text? nonce = null)
    {
        string payload = $"{{\"access\":{{\"nonce\":\"{nonce ?? NewNonce()}\"}},\"request\":{request}}}";
        return Encoding.UTF8.GetBytes($"{{\"payload\":{payload},\"signature\":\"{Sign(payload, signer)}\"}}");
    }

    /// <summary>A rotation-gated message, signed by the committed key.</summary>
    public byte[] Gated(string request) => Message(request, Key(Position + 1));

    public static string Sign(string payload, ISigningKey signer)
    {
        byte[] signature = new byte[signer.SignatureLength];
        signer.SignAsync(Encoding.UTF8.GetBytes(payload), signature).AsTask().GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(signature);
    }

    private string Registration(int key, Utf8Text recoveryHash) =>
        $"{{\"authentication\":{{\"device\":\"{Device}\",\"identity\":\"{Identity}\",\"publicKey\":\"{Key(key).PublicKey}\",\"recoveryHash\":\"{recoveryHash}\",\"rotationHash\":\"{H(Key(key + 1).PublicKey)}\"}}}}";
}
