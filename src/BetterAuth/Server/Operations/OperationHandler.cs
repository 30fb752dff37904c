using System.Buffers;
using BetterAuth.Errors;

namespace BetterAuth.Server.Operations;

/// <summary>One operation: bytes in, signed answer or refusal out. Thread-safe.</summary>
internal abstract class OperationHandler(ServerParts parts)
{
    protected ServerParts Parts { get; } = parts;

    public abstract ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken);
}
