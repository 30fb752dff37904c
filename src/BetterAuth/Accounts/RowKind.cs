namespace BetterAuth.Accounts;

/// <summary>What a row records. Rows hold what grows with an account's age or expires; the record holds the rest (design decision 1).</summary>
public enum RowKind : byte
{
    /// <summary>A device was registered under this id. Key: the device's text. Never expires while the identity lives.</summary>
    Device = 1,

    /// <summary>A device key was revealed or registered. Key: the text of its hash.</summary>
    UsedKey = 2,

    /// <summary>A recovery hash was in force. Key: its text.</summary>
    UsedRecoveryHash = 3,

    /// <summary>A challenge was consumed. Key: its 16 bytes. Expires.</summary>
    Challenge = 4,

    /// <summary>An access key was revealed by a refresh. Key: the text of its hash; value: what a repeated answer needs. Expires.</summary>
    Refresh = 5,

    /// <summary>A device was registered, as the answer to a challenge is looked up. Key: 10 bytes that stand for the identity ‖ the device's text. Never expires while the identity lives.</summary>
    Owner = 6,
}
