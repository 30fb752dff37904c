namespace BetterAuth.Wire;

/// <summary>What a protocol text is; its length and alphabet come from the configured <see cref="Cryptography.CryptographicSuite"/> and the codecs beside it.</summary>
public enum TextShape
{
    /// <summary>Any JSON string.</summary>
    Any,

    /// <summary>A nonce or challenge.</summary>
    Nonce,

    /// <summary>A public key.</summary>
    PublicKey,

    /// <summary>A hash: identity, device, rotation hash, recovery hash.</summary>
    Hash,

    /// <summary>A signature.</summary>
    Signature,

    /// <summary>A time; checked for being one when it is parsed, here only for its length.</summary>
    Timestamp,

    /// <summary>An access token: a signature followed by the encoded claims; taken apart by the token codec, here only bounded in length.</summary>
    Token,
}
