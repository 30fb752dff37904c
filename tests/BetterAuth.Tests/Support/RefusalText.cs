using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using BetterAuth.Cryptography;
using BetterAuth.Errors;

namespace BetterAuth.Tests.Support;

/// <summary>Oracle O4: what a refusal says to the outside holds no private key, signature, whole nonce or challenge, and nothing of a token.</summary>
internal static partial class RefusalText
{
    public static void HasNoSecrets(Refusal refusal, World world)
    {
        ArrayBufferWriter<byte> json = new();
        RefusalJson.Write(refusal, json);
        string text = Encoding.UTF8.GetString(json.WrittenSpan) + refusal;
        Assert.DoesNotMatch(Secrets(), text);
        foreach (ISigningKey key in (ISigningKey[])[world.ResponseKey, world.AccessKey])
        {
            byte[] secret = new byte[world.Suite.Keys.SecretLength];
            world.Suite.Keys.Export(key, secret);
            Assert.DoesNotContain(Convert.ToHexString(secret), text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(secret)[..40], text, StringComparison.Ordinal);
        }
    }

    /// <summary>A signature, the beginning of gzip in base64url, a nonce.</summary>
    [GeneratedRegex("0I[A-Za-z0-9_-]{86}|H4sI[A-Za-z0-9_-]{16}|(?<![A-Za-z0-9_-])0A[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")]
    private static partial Regex Secrets();
}
