using Microsoft.Extensions.Logging;
using System.Buffers;
using BetterAuth.AspNetCore.Http;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore.Endpoints;

/// <summary>One of the ten operations behind its path: body in, signed answer or refusal out.</summary>
internal sealed class OperationEndpoint(BetterAuthServer server, Operation operation, string path, int maxBodyLength, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        int status = RequestRules.Check(context, maxBodyLength);
        if (status != 0)
        {
            Log.TransportRefused(logger, path, status);
            await Answers.TransportError(context, status).ConfigureAwait(false);
            return;
        }

        using RequestBody? body = await RequestBody.ReadAsync(context.Request, maxBodyLength, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
        {
            Log.TransportRefused(logger, path, StatusCodes.Status413PayloadTooLarge);
            await Answers.TransportError(context, StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);
            return;
        }

        // The answer is a few hundred bytes. It is collected before the headers go out, so that a refusal or an outage can still choose the status.
        ArrayBufferWriter<byte> answer = new(512);
        Refusal? refusal;
        try
        {
            refusal = await server.ExecuteAsync(operation, body.Memory, answer, context.RequestAborted).ConfigureAwait(false);
        }
        catch (StoreUnavailableException exception)
        {
            Log.Unavailable(logger, path, exception);
            await Answers.Unavailable(context).ConfigureAwait(false);
            return;
        }

        if (refusal is not null)
        {
            Log.Refused(logger, path, refusal);
            await Answers.RefuseAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = Answers.Json;
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.Body.WriteAsync(answer.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }
}
