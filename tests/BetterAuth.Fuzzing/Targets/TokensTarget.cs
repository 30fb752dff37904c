using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Sessions;
using BetterAuth.Tests.Wire.Tokens;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>A token's text beside the platform's base64 and zlib's gunzip: the same claims, or refused where they refuse (or where more or less than one member stands); then through the reader of claims.</summary>
internal sealed class TokensTarget : FuzzTarget
{
    private const int MaxClaims = 2048;
    private static readonly GzipTokenEncoder Encoder = new();
    private static readonly TokenReader Reader = new(CryptographicSuite.Default);
    private static readonly byte[] Signature = Encoding.ASCII.GetBytes("0I" + new string('A', 86));

    public override string Name => "tokens";

    public override IReadOnlyList<Mutation> Mutations => GzipMutations.All;

    public override IReadOnlyList<string> MustHappen => ["claims", "no claims"];

    public override int TestedInputs => 4_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        byte[] claims = Encoding.UTF8.GetBytes(ClaimsSeeds.Plain);
        yield return ("claims-best.txt", GzipMutations.TextOf(claims, 9));
        yield return ("claims-stored.txt", GzipMutations.TextOf(claims, 0));
        yield return ("claims-rich.txt", GzipMutations.TextOf(Encoding.UTF8.GetBytes(ClaimsSeeds.Rich), 9));
        yield return ("claims-out-of-order.txt", GzipMutations.TextOf(Encoding.UTF8.GetBytes(ClaimsSeeds.Plain.Replace("2026-11-23T12:15", "2026-11-24T23:15", StringComparison.Ordinal)), 9));
        yield return ("no-claims.txt", GzipMutations.TextOf("{}"u8.ToArray(), 9));
    }

    public override void Run(byte[] input)
    {
        byte[] claims = new byte[MaxClaims];
        (bool taken, int written) = Oracle.Cheap(() => (Encoder.TryDecode(input, claims, out int length), length));
        byte[]? expected = Reference(input);
        Oracle.Same(expected is not null, taken, "taken, where the platform says otherwise");
        if (taken)
        {
            Oracle.Same(expected, claims.AsSpan(0, written), "claims");
            Oracle.Holds(written == 0 || !Encoder.TryDecode(input, claims.AsSpan(0, written - 1), out _), "more was written than there is room for");
            CheckRoundTrip(claims[..written]);
        }

        Utf8Text token = new((byte[])[.. Signature, .. input]);
        (bool read, TokenClaims values, Refusal? refusal) = Oracle.Cheap(() => (Reader.TryRead(token, new byte[MaxClaims], out TokenClaims found, out Refusal? refused), found, refused));
        Count(read ? "claims" : taken ? "no claims" : "refused");
        Oracle.Holds(taken || !read, "claims are read where nothing was decoded");
        Oracle.Holds(read || refusal!.Code == ErrorCode.InvalidMessage, "refused by another code");
        Oracle.Holds(!read || (values.IssuedAt <= values.Expiry && values.Expiry <= values.RefreshExpiry), "times out of order");
    }

    private static void CheckRoundTrip(byte[] claims)
    {
        if (claims.Length == 0)
        {
            return;
        }

        byte[] text = new byte[Encoder.MaxTextLength(claims.Length)], again = new byte[claims.Length];
        int length = Encoder.Encode(claims, text);
        Oracle.Holds(Encoder.TryDecode(text.AsSpan(0, length), again, out int written) && written == claims.Length, "a text of ours is refused");
        Oracle.Same(claims, again, "a text of ours says something else");
    }

    /// <summary>One base64url text of one gzip member and nothing besides; both as long as claims of that length can make them at most.</summary>
    private static byte[]? Reference(byte[] input)
    {
        string text = Encoding.Latin1.GetString(input);
        if (text.Length % 4 == 1 || text.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
        {
            return null;
        }

        byte[] member = Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4));
        bool isOnly = Convert.ToBase64String(member).TrimEnd('=').Replace('+', '-').Replace('/', '_') == text;
        byte[]? content = isOnly ? Zlib.Gunzip(member, MaxClaims, out int end) is { } claims && end == member.Length ? claims : null : null;
        return content is null || member.Length > MaxClaims + 5 + 18 + 1024 ? null : content;
    }
}
