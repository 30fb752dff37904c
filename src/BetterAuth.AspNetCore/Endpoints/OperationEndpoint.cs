using System.Buffers;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Endpoints;

/// <summary>One of the ten operations behind its path.</summary>
internal sealed class OperationEndpoint(BetterAuthServer server, Operation operation, string path, BetterAuthOptions options, StoreDeadline deadline, SourceLimiter? limiter, ILogger logger)
    : MessageEndpoint(path, options.MaxBodyLength, logger, limiter)
{
    protected override ValueTask<Refusal?> AnswerAsync(HttpContext context, ReadOnlyMemory<byte> message, IBufferWriter<byte> answer) =>
        deadline.RunAsync(static (call, stop) => call.server.ExecuteAsync(call.operation, call.message, call.answer, stop), (server, operation, message, answer), context.RequestAborted);
}
