using BetterAuth.Wire;

namespace BetterAuth.Errors;

public sealed partial class Refusal
{
    /// <summary>The <c>field</c> of a refusal that is about the message as a whole.</summary>
    internal const string WholeMessage = "message";

    /// <summary>BA101: <paramref name="field"/> (path from the message's root, <c>payload.request.authentication.device</c>; <c>message</c> for the whole) is malformed.</summary>
    public static Refusal InvalidMessage(string field, string? details = null) => new(ErrorCode.InvalidMessage, Of(("field", field), ("details", details)));

    /// <summary>BA102 for the identity <paramref name="provided"/>; <paramref name="reason"/>: <c>underivable</c>, <c>unknown</c>, <c>deleted</c>, <c>exists</c>.</summary>
    public static Refusal InvalidIdentity(Utf8Text provided, string reason) => new(ErrorCode.InvalidIdentity, Of(("provided", provided.ToString()), ("reason", reason)));

    /// <summary>BA103 for the device <paramref name="provided"/>; <paramref name="reason"/>: <c>underivable</c>, <c>unknown</c>, <c>revoked</c>, <c>exists</c>, <c>limit</c>.</summary>
    public static Refusal InvalidDevice(Utf8Text provided, string reason, Utf8Text calculated = default) =>
        new(ErrorCode.InvalidDevice, Of(("provided", provided.ToString()), ("calculated", calculated.IsEmpty ? null : calculated.ToString()), ("reason", reason)));

    /// <summary>BA104; <paramref name="hashType"/>: <c>rotation</c>, <c>recovery</c>, <c>refresh</c>, <c>keyReuse</c>.</summary>
    public static Refusal InvalidHash(string hashType, Utf8Text expected = default, Utf8Text actual = default) =>
        new(ErrorCode.InvalidHash, Of(("expected", expected.IsEmpty ? null : expected.ToString()), ("actual", actual.IsEmpty ? null : actual.ToString()), ("hashType", hashType)));

    /// <summary>BA203; only the first 16 characters of each nonce are kept.</summary>
    public static Refusal IncorrectNonce(Utf8Text expected, Utf8Text actual) => new(ErrorCode.IncorrectNonce, Of(("expected", Prefix(expected)), ("actual", Prefix(actual))));

    /// <summary>BA302.</summary>
    public static Refusal MismatchedIdentities(Utf8Text linkContainerIdentity, Utf8Text requestIdentity) =>
        new(ErrorCode.MismatchedIdentities, Of(("linkContainerIdentity", linkContainerIdentity.ToString()), ("requestIdentity", requestIdentity.ToString())));

    /// <summary>BA401; <paramref name="tokenType"/>: <c>access</c> or <c>refresh</c>.</summary>
    public static Refusal ExpiredToken(DateTimeOffset expiryTime, DateTimeOffset currentTime, string tokenType) =>
        new(ErrorCode.ExpiredToken, Of(("expiryTime", Time(expiryTime)), ("currentTime", Time(currentTime)), ("tokenType", tokenType)));

    /// <summary>BA403; the difference is given in seconds.</summary>
    public static Refusal FutureToken(DateTimeOffset issuedAt, DateTimeOffset currentTime) =>
        new(ErrorCode.FutureToken, Of(("issuedAt", Time(issuedAt)), ("currentTime", Time(currentTime)), ("timeDifference", Seconds(issuedAt - currentTime))));

    /// <summary>BA501; the maximal age is given in seconds.</summary>
    public static Refusal StaleRequest(DateTimeOffset requestTimestamp, DateTimeOffset currentTime, TimeSpan maximumAge) =>
        new(ErrorCode.StaleRequest, Of(("requestTimestamp", Time(requestTimestamp)), ("currentTime", Time(currentTime)), ("maximumAge", Seconds(maximumAge))));

    /// <summary>BA502; the difference is given in seconds.</summary>
    public static Refusal FutureRequest(DateTimeOffset requestTimestamp, DateTimeOffset currentTime) =>
        new(ErrorCode.FutureRequest, Of(("requestTimestamp", Time(requestTimestamp)), ("currentTime", Time(currentTime)), ("timeDifference", Seconds(requestTimestamp - currentTime))));

    /// <summary>BA000: more requests than are taken from one source; the same bytes may be sent again after <paramref name="retryAfter"/>, given in seconds.</summary>
    public static Refusal TooManyRequests(TimeSpan retryAfter) => new(ErrorCode.BetterAuth, Of(("reason", "too many requests"), ("retryAfter", Seconds(retryAfter))));

    /// <summary>What a peer said instead of a signed answer. Its code when it is one of the catalogue, else BA000; its message and context as it gave them, and that nobody signed it.</summary>
    internal static Refusal OfPeer(PeerError error)
    {
        ErrorCode code = ErrorCatalogue.TryParse(error.Code, out ErrorCode known) ? known : ErrorCode.BetterAuth;
        return new(code, [new("origin", "peer, unsigned"), new("peerMessage", error.Message), .. error.Context]);
    }

    /// <summary>The same BA101 with <paramref name="outer"/> put before its field: readers name fields from the inside out; a value that is wrong itself has the empty field.</summary>
    public Refusal Within(string outer) =>
        Code == ErrorCode.InvalidMessage ? InvalidMessage(string.IsNullOrEmpty(this["field"]) ? outer : $"{outer}.{this["field"]}", this["details"]) : this;

    private static KeyValuePair<string, string>[] Of(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        List<KeyValuePair<string, string>> context = new(members.Length);
        foreach ((string name, string? value) in members)
        {
            if (value is not null)
            {
                context.Add(new(name, value));
            }
        }

        return [.. context];
    }

    private static string? Prefix(Utf8Text nonce) => nonce.IsEmpty ? null : nonce.Length <= 16 ? nonce.ToString() : new Utf8Text(nonce.Memory[..16]).ToString();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
}
