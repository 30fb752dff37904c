using System.Buffers;
using System.Globalization;
using BetterAuth.Errors;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore.Http;

/// <summary>Writes what is not a signed answer: refusals, transport errors and outages.</summary>
internal static class Answers
{
    public const string Json = "application/json";

    /// <summary>400 for BA1xx, 401 for BA2xx, BA3xx and BA4xx, 422 for BA5xx, 500 for BA000 (cases, error-code policy).</summary>
    public static int StatusOf(ErrorCode code) => ((int)code / 100) switch
    {
        1 => StatusCodes.Status400BadRequest,
        2 or 3 or 4 => StatusCodes.Status401Unauthorized,
        5 => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static Task RefuseAsync(HttpContext context, Refusal refusal) => WriteAsync(context, StatusOf(refusal.Code), refusal);

    private static Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.StatusCode = status;
        ArrayBufferWriter<byte> body = new(512);
        RefusalJson.Write(refusal, body);
        context.Response.ContentType = Json;
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }

    /// <summary>A status without a body; a request whose body was not read to its end ends its connection too.</summary>
    public static Task TransportError(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status413PayloadTooLarge)
        {
            context.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }

    /// <summary>429: too many requests from there; the same bytes may be sent again. Whole seconds, at least one.</summary>
    public static Task TooManyRequests(HttpContext context, TimeSpan retryAfter)
    {
        int seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, Refusal.TooManyRequests(TimeSpan.FromSeconds(seconds)));
    }

    /// <summary>503: not a refusal; the same bytes may be sent again.</summary>
    public static Task Unavailable(HttpContext context)
    {
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }
}
