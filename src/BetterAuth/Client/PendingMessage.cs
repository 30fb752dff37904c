using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>A message that was signed. It can only be repeated as it is, never taken back (exactly-once operations, section 5).</summary>
/// <param name="Operation">Where it goes.</param>
/// <param name="Digest">What it asks for: the same request under another nonce has the same digest.</param>
/// <param name="Nonce">What its answer carries.</param>
/// <param name="Bytes">The exact bytes.</param>
/// <param name="EndsDevice">Whether this device is gone once it is applied (deletion, self-unlink).</param>
internal sealed record PendingMessage(Operation Operation, OperationDigest Digest, Utf8Text Nonce, ReadOnlyMemory<byte> Bytes, bool EndsDevice)
{
    /// <summary>The device that a creation or recovery registers: each of those that are pending has keys of its own, and which of them the server applies is not in the client's hand.</summary>
    public NewDevice? Registers { get; init; }
}
