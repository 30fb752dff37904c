using System.Text.RegularExpressions;

namespace BetterAuth.Tests.Support.Secrets;

/// <summary>Oracle O4: what must stand in no log line, refusal, error or exception.</summary>
internal static partial class SecretText
{
    /// <summary>What of it stands in <paramref name="text"/>: <c>signature</c>, <c>token</c>, <c>nonce or challenge</c> or <c>private key</c>; or null.</summary>
    public static string? FindIn(string text) =>
        text.Length < 20 ? null
        : Signature().IsMatch(text) ? "signature"
        : Token().IsMatch(text) ? "token"
        : NonceOrChallenge().IsMatch(text) ? "nonce or challenge"
        : KnownSecrets.AreIn(text) ? "private key"
        : null;

    [GeneratedRegex("0I[A-Za-z0-9_-]{86}")]
    private static partial Regex Signature();

    /// <summary>How gzip begins in base64url.</summary>
    [GeneratedRegex("H4sI[A-Za-z0-9_-]{16}")]
    private static partial Regex Token();

    /// <summary>A word of its own: inside a hash, which may be told, the same letters mean nothing.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9_-])0A[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")]
    private static partial Regex NonceOrChallenge();
}
