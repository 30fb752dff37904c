using System.Diagnostics.CodeAnalysis;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Errors;

/// <summary>
/// What a peer answered instead of a signed message: any JSON object without <c>payload</c>, at any HTTP status. Ours is <c>{"error":{"code","message","context"}}</c> (<see cref="RefusalJson"/>), others' is <c>{"error":"text"}</c>.
/// </summary>
/// <remarks>
/// Nobody signed it: it may be shown and logged, and must change no state. Everything in it is short printable ASCII, whatever the peer wrote: what is not becomes <c>?</c>, texts are cut after
/// <see cref="MaxTextLength"/> characters and the context after <see cref="MaxContextMembers"/> members. Immutable and thread-safe.
/// </remarks>
public sealed class PeerError
{
    /// <summary>Characters that are kept of a text.</summary>
    public const int MaxTextLength = 160;

    /// <summary>Members that are kept of a context.</summary>
    public const int MaxContextMembers = 16;

    /// <summary>Longest answer that is looked at, in bytes.</summary>
    public const int MaxAnswerLength = 64 * 1024;

    private PeerError(string? code, string message, IReadOnlyList<KeyValuePair<string, string>> context)
    {
        Code = code;
        Message = message;
        Context = context;
    }

    /// <summary>The peer's code (<c>BA101</c>), or <see langword="null"/> when it gave none.</summary>
    public string? Code { get; }

    /// <summary>The peer's message; a constant when it gave none. Never empty.</summary>
    public string Message { get; }

    /// <summary>The peer's context, of which texts, numbers and literals are kept.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Context { get; }

    /// <summary>Reads an answer; false when it is no JSON object, has a <c>payload</c>, or is longer than <see cref="MaxAnswerLength"/>. Never throws.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> answer, [NotNullWhen(true)] out PeerError? error)
    {
        error = null;
        if (answer.Length > MaxAnswerLength || !RawJson.TryParse(answer, out _, out _))
        {
            return false;
        }

        JsonScanner scanner = new(answer, suite: null);
        if (!scanner.TryBeginObject(out _))
        {
            return false;
        }

        ReadOnlyMemory<byte> inner = default, message = default;
        while (scanner.TryReadName(out ReadOnlySpan<byte> name) && scanner.TryReadRaw(out ReadOnlyMemory<byte> value))
        {
            switch (PrintableText.OfContent(name))
            {
                case "payload":
                    return false;
                case "error":
                    inner = value;
                    break;
                case "message":
                    message = value;
                    break;
                default:
                    break;
            }
        }

        error = inner.Span is [(byte)'{', ..] ? OfObject(inner) : new PeerError(null, MessageOf(inner.IsEmpty ? message : inner), []);
        return true;
    }

    /// <summary>Code, message and context in one line.</summary>
    public override string ToString() =>
        (Code is null ? Message : $"{Code} {Message}") + (Context.Count == 0 ? "" : $" ({string.Join(", ", Context.Select(member => $"{member.Key}: {member.Value}"))})");

    private static PeerError OfObject(ReadOnlyMemory<byte> json)
    {
        string? code = null;
        ReadOnlyMemory<byte> message = default;
        List<KeyValuePair<string, string>> context = [];
        JsonScanner scanner = new(json, suite: null);
        scanner.TryBeginObject(out _);
        while (scanner.TryReadName(out ReadOnlySpan<byte> name) && scanner.TryReadRaw(out ReadOnlyMemory<byte> value))
        {
            switch (PrintableText.OfContent(name))
            {
                case "code":
                    code = PrintableText.OfValue(value.Span);
                    break;
                case "message":
                    message = value;
                    break;
                case "context" when value.Span[0] == '{':
                    ReadContext(value, context);
                    break;
                default:
                    break;
            }
        }

        return new PeerError(code, MessageOf(message), context);
    }

    private static void ReadContext(ReadOnlyMemory<byte> json, List<KeyValuePair<string, string>> context)
    {
        JsonScanner scanner = new(json, suite: null);
        scanner.TryBeginObject(out _);
        while (context.Count < MaxContextMembers && scanner.TryReadName(out ReadOnlySpan<byte> name))
        {
            string key = PrintableText.OfContent(name);
            if (scanner.TryReadRaw(out ReadOnlyMemory<byte> value) && PrintableText.OfValue(value.Span) is { } text)
            {
                context.Add(new(key, text));
            }
        }
    }

    private static string MessageOf(ReadOnlyMemory<byte> value) =>
        PrintableText.OfValue(value.Span) is { Length: > 0 } text ? text : "The peer gave no message.";
}
