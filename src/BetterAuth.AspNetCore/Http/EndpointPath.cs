using System.Buffers;

namespace BetterAuth.AspNetCore.Http;

/// <summary>Which paths an endpoint can have: those whose text in a request is their only name.</summary>
internal static class EndpointPath
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <summary>The rule that <paramref name="path"/> breaks, or null.</summary>
    public static string? BrokenRule(string? path)
    {
        if (path is null || path.Length < 2 || path[0] != '/')
        {
            return "a path starts with '/' and is not empty";
        }

        if (path.AsSpan().ContainsAnyExcept(Allowed))
        {
            return "a path consists of letters, digits, '-', '.', '_', '~' and '/'; it has no parameters, escapes or query";
        }

        return path.Split('/').Skip(1).Any(segment => segment is "" or "." or "..")
            ? "a path has no empty, '.' or '..' segments and does not end with '/'"
            : null;
    }
}
