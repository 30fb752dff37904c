using System.Text.Json;

namespace BetterAuth.Tests.Support;

/// <summary>Third-party test vectors: from the folder in <c>BETTERAUTH_VECTORS</c>, else <c>tests/vectors</c> under the repository root. They are not part of the project.</summary>
internal static class Vectors
{
    private const string Variable = "BETTERAUTH_VECTORS";

    /// <summary>The parsed file; the test is skipped, saying why, when it is not there.</summary>
    public static JsonDocument Json(string path) => JsonDocument.Parse(File.ReadAllBytes(Find(path)));

    /// <summary>The path of a file or folder; the test is skipped, saying why, when it is not there.</summary>
    public static string Find(string path)
    {
        string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : Path.Combine(Repository.Root, "tests", "vectors");
        string full = Path.Combine(root, path);
        if (!Path.Exists(full))
        {
            Assert.Skip($"No vectors at {path}: set {Variable} to a folder that has them (blake3: BLAKE3-team/BLAKE3, wycheproof: C2SP/wycheproof, json-parsing: nst/JSONTestSuite, json-canonical: cyberphone/json-canonicalization).");
        }

        return full;
    }
}
