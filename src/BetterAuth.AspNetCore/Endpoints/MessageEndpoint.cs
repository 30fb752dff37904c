using System.Buffers;
using BetterAuth.AspNetCore.Authentication;
using BetterAuth.AspNetCore.Http;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Endpoints;

/// <summary>A message in, a signed answer out: what all endpoints do around what each of them does.</summary>
/// <param name="path">The path, for the log.</param>
/// <param name="maxBodyLength">Bytes that a body may have.</param>
/// <param name="logger">Hears of what is refused.</param>
/// <param name="limiter">Counts requests by source, if at all.</param>
internal abstract class MessageEndpoint(string path, int maxBodyLength, ILogger logger, SourceLimiter? limiter = null)
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

        if (limiter is not null && !limiter.TryPass(context, out TimeSpan retryAfter))
        {
            Log.TransportRefused(logger, path, StatusCodes.Status429TooManyRequests);
            await Answers.TooManyRequests(context, retryAfter).ConfigureAwait(false);
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
            refusal = await AnswerAsync(context, body.Memory, answer).ConfigureAwait(false);
        }
        catch (StoreUnavailableException exception)
        {
            Log.Unavailable(logger, path, exception);
            await Answers.Unavailable(context).ConfigureAwait(false);
            return;
        }

        if (refusal is not null)
        {
            if (context.Features.Get<RefusedCaller>() is null)
            {
                Log.Refused(logger, path, refusal); // The authentication handler has logged its own.
            }

            await Answers.RefuseAsync(context, refusal).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = Answers.Json;
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.Body.WriteAsync(answer.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Writes the signed answer; or why there is none.</summary>
    protected abstract ValueTask<Refusal?> AnswerAsync(HttpContext context, ReadOnlyMemory<byte> message, IBufferWriter<byte> answer);
}
