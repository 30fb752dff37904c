using System.Text;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Support;

/// <summary>A session whose messages are made by hand: access keys A0, A1, A2 … and the last token.</summary>
internal sealed class ForgedSession(World world, ForgedDevice device)
{
    private readonly List<ISigningKey> _keys = [];

    /// <summary>The last token.</summary>
    public string Token { get; set; } = "";

    /// <summary>How often it was refreshed.</summary>
    public int Position { get; set; }

    /// <summary>The n-th access key of the session.</summary>
    public ISigningKey Key(int n)
    {
        while (_keys.Count <= n)
        {
            _keys.Add(world.Suite.Keys.Generate());
        }

        return _keys[n];
    }

    /// <summary>Asks for a challenge.</summary>
    public async Task<string> RequestAsync(Utf8Text? identity = null)
    {
        string request = $"{{\"authentication\":{{\"identity\":\"{identity ?? device.Identity}\"}}}}";
        string message = $"{{\"payload\":{{\"access\":{{\"nonce\":\"{device.BoundNonceFor(Operation.RequestSession, request)}\"}},\"request\":{request}}}}}";
        (byte[] answer, Refusal? refusal) = await world.ExecuteAsync(Operation.RequestSession, Encoding.UTF8.GetBytes(message));
        Assert.Null(refusal);
        return ServerAssert.Verified<RequestSessionResponse>(world, answer).Response.Authentication.Nonce.ToString();
    }

    /// <summary>The message that answers a challenge.</summary>
    public byte[] CreateMessage(string challenge, ISigningKey? signer = null, Utf8Text? publicKey = null, Utf8Text? rotationHash = null) =>
        device.Message(CreateRequest(challenge, publicKey, rotationHash), signer ?? device.Key(device.Position));

    /// <summary>The request that answers a challenge.</summary>
    public string CreateRequest(string challenge, Utf8Text? publicKey = null, Utf8Text? rotationHash = null) =>
        $"{{\"access\":{{\"publicKey\":\"{publicKey ?? Key(0).PublicKey}\",\"rotationHash\":\"{rotationHash ?? world.Hash(Key(1).PublicKey)}\"}},\"authentication\":{{\"device\":\"{device.Device}\",\"nonce\":\"{challenge}\"}}}}";

    /// <summary>Request, create, keep the token.</summary>
    public async Task<ForgedSession> CreateAsync()
    {
        string request = CreateRequest(await RequestAsync());
        Token = await TokenAsync(Operation.CreateSession, device.Message(request, device.Key(device.Position), device.BoundNonceFor(Operation.CreateSession, request)));
        return this;
    }

    /// <summary>The message that refreshes the session.</summary>
    public byte[] RefreshMessage(string? token = null, ISigningKey? key = null, Utf8Text? rotationHash = null)
    {
        ISigningKey revealed = key ?? Key(Position + 1);
        return device.Message(RefreshRequest(token, revealed, rotationHash), revealed);
    }

    /// <summary>The request that refreshes the session.</summary>
    public string RefreshRequest(string? token = null, ISigningKey? key = null, Utf8Text? rotationHash = null) =>
        $"{{\"access\":{{\"publicKey\":\"{(key ?? Key(Position + 1)).PublicKey}\",\"rotationHash\":\"{rotationHash ?? world.Hash(Key(Position + 2).PublicKey)}\",\"token\":\"{token ?? Token}\"}}}}";

    /// <summary>Sends a message that must be answered with a token.</summary>
    public async Task<string> TokenAsync(Operation operation, byte[] message)
    {
        (byte[] answer, Refusal? refusal) = await world.ExecuteAsync(operation, message);
        Assert.True(refusal is null, refusal?.ToString());
        return ServerAssert.Verified<SessionResponse>(world, answer).Response.Access.Token.ToString();
    }

    /// <summary>An access request at the clock's time.</summary>
    public byte[] AccessMessage(string request = "{\"foo\":1}", string? timestamp = null, ISigningKey? signer = null, string? token = null, string? nonce = null)
    {
        string payload = $"{{\"access\":{{\"nonce\":\"{nonce ?? device.NewNonce().ToString()}\",\"timestamp\":\"{timestamp ?? TextOf(world.Clock.GetUtcNow())}\",\"token\":\"{token ?? Token}\"}},\"request\":{request}}}";
        return Encoding.UTF8.GetBytes($"{{\"payload\":{payload},\"signature\":\"{ForgedDevice.Sign(payload, signer ?? Key(Position))}\"}}");
    }

    /// <summary>An access request at the clock's time whose nonce is bound to what it is for.</summary>
    public byte[] BoundAccessMessage(string audience, AccessTarget target, string request = "{\"foo\":1}", string? boundTime = null)
    {
        string now = TextOf(world.Clock.GetUtcNow());
        byte[] value = new byte[INoncer.ValueLength];
        AccessPurpose.CreateNonce(audience, target, Encoding.UTF8.GetBytes(boundTime ?? now), Hash256.Of(Encoding.UTF8.GetBytes(request)), new NonceCounter(world.Suite.Noncer), value);
        return AccessMessage(request, now, nonce: device.Encode(value).ToString());
    }

    public static string TextOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The claims' JSON.</summary>
    public string Claims(string? token = null)
    {
        byte[] claims = new byte[32 * 1024];
        Assert.True(world.Suite.TokenEncoder.TryDecode(Encoding.UTF8.GetBytes((token ?? Token)[world.Suite.Verifier.SignatureLength..]), claims, out int length));
        return Encoding.UTF8.GetString(claims, 0, length);
    }

    /// <summary>A token of these claims, signed by <paramref name="signer"/>, or under the signature of another token.</summary>
    public string Forge(string claims, ISigningKey? signer = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(claims);
        byte[] text = new byte[world.Suite.TokenEncoder.MaxTextLength(json.Length)];
        int length = world.Suite.TokenEncoder.Encode(json, text);
        string signature = signer is null ? Token[..world.Suite.Verifier.SignatureLength] : ForgedDevice.Sign(claims, signer);
        return signature + Encoding.UTF8.GetString(text, 0, length);
    }
}
