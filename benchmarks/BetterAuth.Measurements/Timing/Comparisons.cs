using System.Security.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Measurements.Timing;

/// <summary>The comparisons of docs/decisions/comparisons.md, and some that are not in fixed time.</summary>
internal static class Comparisons
{
    private const int HashTextLength = 44;
    private const int NonceTextLength = 24;
    private const int TagLength = 10;
    private const int TokenLength = 1024;

    public static IEnumerable<Comparison> All()
    {
        yield return OfTexts("hash.fixed", HashTextLength, isFixedTime: true);
        yield return OfTexts("nonce.fixed", NonceTextLength, isFixedTime: true);
        byte[] tag = RandomNumberGenerator.GetBytes(TagLength);
        yield return new("challenge.tag.fixed", true, tag, given => () => CryptographicOperations.FixedTimeEquals(tag, given));
        yield return OfTexts("hash.sequence", HashTextLength, isFixedTime: false);
        yield return OfTexts("token.sequence", TokenLength, isFixedTime: false);
    }

    private static Comparison OfTexts(string name, int length, bool isFixedTime)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(length);
        Utf8Text expected = new(bytes);
        return new(name, isFixedTime, bytes, given =>
        {
            Utf8Text text = new(given);
            return isFixedTime ? () => expected.FixedTimeEquals(text) : () => expected == text;
        });
    }
}
