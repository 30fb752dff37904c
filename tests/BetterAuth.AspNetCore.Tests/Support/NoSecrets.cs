using System.Text.RegularExpressions;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>Oracle O4: what must be in no log line.</summary>
internal static partial class NoSecrets
{
    public static void In(IEnumerable<LogLine> lines, World world)
    {
        string[] keys = [.. Texts(world.ResponseKey, world), .. Texts(world.AccessKey, world)];
        Assert.All(lines, line =>
        {
            Assert.DoesNotMatch(Signature(), line.Text);
            Assert.DoesNotMatch(Token(), line.Text);
            Assert.DoesNotMatch(NonceOrChallenge(), line.Text);
            Assert.DoesNotContain(keys, key => line.Text.Contains(key, StringComparison.OrdinalIgnoreCase));
        });
    }

    private static string[] Texts(ISigningKey key, World world)
    {
        byte[] secret = new byte[world.Suite.Keys.SecretLength];
        world.Suite.Keys.Export(key, secret);
        return [Convert.ToHexString(secret), Convert.ToBase64String(secret)[..40]];
    }

    [GeneratedRegex("0I[A-Za-z0-9_-]{86}")]
    private static partial Regex Signature();

    /// <summary>How gzip begins in base64url.</summary>
    [GeneratedRegex("H4sI[A-Za-z0-9_-]{16}")]
    private static partial Regex Token();

    /// <summary>A word of its own: inside a hash, which may be logged, the same letters mean nothing.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9_-])0A[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")]
    private static partial Regex NonceOrChallenge();
}
