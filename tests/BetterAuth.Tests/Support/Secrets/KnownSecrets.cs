using System.Buffers.Text;
using System.Collections.Concurrent;

namespace BetterAuth.Tests.Support.Secrets;

/// <summary>The private keys of every <see cref="World"/> of this run (servers', devices', access and recovery keys), as they could stand in a text: in hex, or in base64 at whatever place.</summary>
internal static class KnownSecrets
{
    /// <summary>Characters that are compared: of 32 bytes in base64, at any place, as many do not depend on what stands beside them.</summary>
    public const int FormLength = 40;

    private static readonly ConcurrentDictionary<string, bool> Forms = new();
    private static readonly ConcurrentDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Lookup = Forms.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Registers a key of 32 bytes or more; shorter ones are made up by tests, and protect nothing.</summary>
    public static void Add(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < 32)
        {
            return;
        }

        Forms[Convert.ToHexStringLower(secret)[..FormLength]] = true;
        for (int shift = 0; shift < 3; shift++)
        {
            byte[] shifted = [.. new byte[shift], .. secret];
            Forms[Base64Url.EncodeToString(shifted).Substring(shift == 0 ? 0 : shift + 1, FormLength)] = true;
        }
    }

    /// <summary>Whether one of them stands in the text, in either case of hex and either alphabet of base64.</summary>
    public static bool AreIn(string text)
    {
        string url = text.Replace('+', '-').Replace('/', '_');
        string lower = text.ToLowerInvariant();
        for (int start = 0; start + FormLength <= text.Length; start++)
        {
            if (Lookup.ContainsKey(url.AsSpan(start, FormLength)) || Lookup.ContainsKey(lower.AsSpan(start, FormLength)))
            {
                return true;
            }
        }

        return false;
    }
}
