using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BetterAuth.AspNetCore.Http;

/// <summary>What must hold of a request before its body is read.</summary>
internal static class RequestRules
{
    /// <summary>0 when the request may be read, otherwise the status to answer with.</summary>
    public static int Check(HttpContext context, int maxBodyLength)
    {
        if (!IsExactTarget(context))
        {
            return StatusCodes.Status404NotFound;
        }

        if (!HasReadableType(context.Request))
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        return context.Request.ContentLength > maxBodyLength ? StatusCodes.Status413PayloadTooLarge : 0;
    }

    // Routing folds case, trailing slashes and percent escapes; an endpoint must have exactly one name, so the target's bytes are compared as they came.
    // The path is the route's, because a route group puts its prefix before the one that was mapped.
    private static bool IsExactTarget(HttpContext context)
    {
        string path = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string prefix = context.Request.PathBase.Value ?? "";
        return target.Length == prefix.Length + path.Length
            && target.StartsWith(prefix, StringComparison.Ordinal)
            && target.EndsWith(path, StringComparison.Ordinal);
    }

    // What clients send, and what HTTP libraries say for a client that says nothing. The signature tells what a message is; this only keeps out what would have to be transcoded or taken apart.
    private static readonly string[] ReadableTypes = ["application/json", "text/plain", "application/x-www-form-urlencoded", "application/octet-stream"];

    /// <summary>No type or a readable one, in UTF-8 and not compressed: the signature covers the bytes as sent.</summary>
    public static bool HasReadableType(HttpRequest request)
    {
        if (!StringValues.IsNullOrEmpty(request.Headers.ContentEncoding))
        {
            return false;
        }

        string? contentType = request.ContentType;
        if (string.IsNullOrEmpty(contentType) || contentType == "application/json")
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            && ReadableTypes.Any(readable => type.MediaType.Equals(readable, StringComparison.OrdinalIgnoreCase))
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
