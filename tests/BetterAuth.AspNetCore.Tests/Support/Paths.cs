using BetterAuth.Wire;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>The endpoints of the tests' host: the ten operations and one of the application.</summary>
internal static class Paths
{
    public const string Access = "/foo/bar";

    public static string[] All { get; } = [.. Operations.All.Select(AuthenticationPaths.Default.PathOf), Access];
}
