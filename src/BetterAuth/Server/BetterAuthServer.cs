using System.Buffers;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>The server of the protocol: ten operations through one pipeline. Thread-safe.</summary>
public sealed class BetterAuthServer
{
    /// <summary>Validates <paramref name="options"/> and builds the server.</summary>
    public BetterAuthServer(BetterAuthServerOptions options) => throw new NotImplementedException();

    /// <summary>
    /// Executes one request: strict parse, signature, account rules, one commit, signed answer written to <paramref name="response"/>.
    /// Returns null when it was acknowledged, otherwise why it was refused; then nothing was written anywhere.
    /// Throws <see cref="StoreUnavailableException"/> when the store cannot answer.
    /// </summary>
    public ValueTask<Refusal?> ExecuteAsync(Operation operation, ReadOnlyMemory<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
