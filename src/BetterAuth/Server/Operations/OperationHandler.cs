using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Server.Operations;

/// <summary>One operation: bytes in, signed answer or refusal out. Thread-safe.</summary>
internal abstract class OperationHandler(ServerParts parts, Operation operation)
{
    protected ServerParts Parts { get; } = parts;

    protected Operation Operation { get; } = operation;

    public abstract ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken);

    /// <summary>Whether the nonce allows the request at this endpoint.</summary>
    protected Refusal? CheckNonce(Utf8Text nonce, Hash256 request, out bool isBound)
    {
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        Parts.Suite.Noncer.TryDecode(nonce.Span, value);
        NonceBinding binding = BoundNonce.Classify(Operation, value, request);
        isBound = binding == NonceBinding.Bound;
        return binding switch
        {
            NonceBinding.Misrouted => Refusal.InvalidMessage("endpoint", "the message was made for another one"),
            NonceBinding.None when Parts.Options.Nonces == NoncePolicy.RequireBound => Refusal.InvalidMessage("payload.access.nonce", "not bound to the request"),
            _ => null,
        };
    }
}
