using System.Buffers;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Endpoints;

/// <summary>One of the ten operations behind its path.</summary>
internal sealed class OperationEndpoint(BetterAuthServer server, Operation operation, string path, int maxBodyLength, ILogger logger) : MessageEndpoint(path, maxBodyLength, logger)
{
    protected override ValueTask<Refusal?> AnswerAsync(HttpContext context, ReadOnlyMemory<byte> message, IBufferWriter<byte> answer) =>
        server.ExecuteAsync(operation, message, answer, context.RequestAborted);
}
