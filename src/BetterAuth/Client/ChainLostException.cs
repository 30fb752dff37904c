using BetterAuth.Errors;

namespace BetterAuth.Client;

/// <summary>
/// This device's keys have probably moved on without it: its store was restored from an old backup, or copied. Nothing was erased here, and what is pending stays pending, since the server's refusals are unsigned;
/// if it stays like this, recover the account or link this device anew, each with a new store.
/// </summary>
/// <remarks>Exactly-once operations, section 5.6. A backup of a client store must never be put back.</remarks>
public sealed class ChainLostException : BetterAuthException
{
    internal ChainLostException(Refusal refusal)
        : base(refusal)
    {
    }

    /// <inheritdoc/>
    public override string Message => $"This device's keys have probably moved on without it (a copy or an old backup of its store?). Recover the account or link this device anew. The server says: {base.Message}";
}
