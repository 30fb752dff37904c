using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;
using BetterAuth.Cryptography;
using BetterAuth.Errors;

namespace BetterAuth.Wire.Json;

/// <summary>
/// A strict, non-throwing, single-pass reader of one JSON text for the protocol's views (design decision 4: <c>Utf8JsonReader</c> throws on malformed text, which costs more than a good message).
/// </summary>
/// <remarks>
/// RFC 8259 text in valid UTF-8, no BOM, depth at most 64. Strings read through <see cref="TryReadText"/> and member names carry no escapes. Not thread-safe (a ref struct).
/// Generated readers call it as: <see cref="TryBeginObject"/>, then <see cref="TryReadName"/> until it answers false, then <see cref="TryEndObject"/>.
/// After anything was refused nothing more can be read.
/// </remarks>
public ref partial struct JsonScanner
{
    /// <summary>How many containers may be open at once.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly CryptographicSuite? _suite;
    private ReadOnlySpan<byte> _json; // Cut at the position by Stop, so that every later read meets the end of the text.
    private int _position;
    private int _depth;
    private bool _first;
    private JsonFault _fault;

    /// <summary>Starts at the beginning of <paramref name="json"/>; <paramref name="suite"/> decides the shapes of texts (null: any).</summary>
    public JsonScanner(ReadOnlyMemory<byte> json, CryptographicSuite? suite)
    {
        _memory = json;
        _suite = suite;
        _json = json.Span;
        if (!Utf8.IsValid(_json))
        {
            Stop(JsonFault.Utf8);
        }
    }

    /// <summary>Offset of the next unread byte.</summary>
    public readonly int Position => _position;

    /// <summary>Whether the text turned out not to be JSON (as opposed to JSON of another shape): the refusal then names the whole message.</summary>
    internal readonly bool IsMalformed => _fault.IsMalformed();

    /// <summary>Nothing but white space may be left.</summary>
    public bool TryEnd([NotNullWhen(false)] out Refusal? refusal)
    {
        if (_fault == JsonFault.None && JsonGrammar.Peek(_json, ref _position) < 0 && _json.Length == _memory.Length)
        {
            refusal = null;
            return true;
        }

        Stop(JsonFault.Syntax);
        refusal = Refuse("");
        return false;
    }

    /// <summary>
    /// The refusal of the member <paramref name="field"/> (empty: this value itself) after a read answered false; names the whole message if the text is not JSON.
    /// </summary>
    public readonly Refusal Refuse(string field, string? details = null) =>
        IsMalformed ? Refusal.InvalidMessage(Refusal.WholeMessage, _fault.Text()) : Refusal.InvalidMessage(field, _fault.Text() ?? details);

    /// <summary>Skips white space and gives the offset at which the next value starts.</summary>
    internal int BeginValue()
    {
        JsonGrammar.Peek(_json, ref _position);
        return _position;
    }

    /// <summary>The text from <paramref name="start"/> to the position.</summary>
    internal readonly ReadOnlyMemory<byte> Since(int start) => _memory[start.._position];

    private bool Stop(JsonFault fault)
    {
        if (_fault == JsonFault.None)
        {
            _fault = fault;
        }

        _json = _json[..Math.Min(_position, _json.Length)];
        return false;
    }

    /// <summary>Stops at a value that was skipped and is refused: it counts as unread, so that a text that ends with it is not taken for one that was read to its end.</summary>
    private bool StopBefore(int start, JsonFault fault)
    {
        _position = start;
        return Stop(fault);
    }

    /// <summary>Stops at a value of another type than expected, which starts with <paramref name="first"/>: JSON of another shape, or not JSON at all.</summary>
    private bool StopAtOther(int first)
    {
        JsonFault fault = JsonFault.None;
        if (first is not ('{' or '[' or '"'))
        {
            int end = _position;
            fault = JsonGrammar.SkipScalar(_json, ref end, first);
            if (fault == JsonFault.None && JsonGrammar.Peek(_json, ref end) is not (-1 or ',' or '}' or ']'))
            {
                fault = JsonFault.Syntax;
            }
        }

        return Stop(fault);
    }
}
