using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;

namespace BetterAuth.Wire.Json;

public ref partial struct JsonScanner
{
    /// <summary>Enters an object.</summary>
    public bool TryBeginObject([NotNullWhen(false)] out Refusal? refusal)
    {
        int first = JsonGrammar.Peek(_json, ref _position);
        if (first == '{' && _depth < MaxDepth)
        {
            _depth++;
            _position++;
            _first = true;
            refusal = null;
            return true;
        }

        _ = first == '{' ? Stop(JsonFault.Depth) : StopAtOther(first);
        refusal = Refuse("", "not an object");
        return false;
    }

    /// <summary>
    /// Reads the next member's name and its colon; false at the closing brace and on malformed text (<see cref="TryEndObject"/> tells which).
    /// The name is given as written: one with escapes contains a backslash, so it equals no declared name and is refused as unknown.
    /// </summary>
    public bool TryReadName(out ReadOnlySpan<byte> name)
    {
        name = default;
        int next = JsonGrammar.Peek(_json, ref _position);
        if (next == '}')
        {
            return false;
        }

        if (!_first)
        {
            if (next != ',')
            {
                return Stop(JsonFault.Syntax);
            }

            _position++;
            next = JsonGrammar.Peek(_json, ref _position);
        }

        if (next != '"')
        {
            return Stop(JsonFault.Syntax);
        }

        int start = _position + 1;
        JsonFault fault = JsonGrammar.SkipString(_json, ref _position, out _);
        if (fault != JsonFault.None)
        {
            return Stop(fault);
        }

        int end = _position - 1;
        if (JsonGrammar.Peek(_json, ref _position) != ':')
        {
            return Stop(JsonFault.Syntax);
        }

        _position++;
        _first = false;
        name = _json[start..end];
        return true;
    }

    /// <summary>Leaves the object; a refusal if the text was malformed.</summary>
    public bool TryEndObject([NotNullWhen(false)] out Refusal? refusal)
    {
        if (JsonGrammar.Peek(_json, ref _position) != '}' || _depth == 0)
        {
            Stop(JsonFault.Syntax);
            refusal = Refuse("");
            return false;
        }

        _depth--;
        _position++;
        _first = false;
        refusal = null;
        return true;
    }

    /// <summary>
    /// The refusal of a member that is not declared, or is there twice; <paramref name="name"/> as <see cref="TryReadName"/> gave it. It is unescaped, cut after 64 bytes, and whatever is not printable ASCII becomes <c>?</c>: it goes into logs.
    /// </summary>
    public readonly Refusal RefuseMember(ReadOnlySpan<byte> name, string details)
    {
        Span<byte> plain = stackalloc byte[ReportedName.MaxLength * 6];
        if (name.Length <= plain.Length)
        {
            plain = plain[..JsonEscapes.Unescape(name, plain)];
        }
        else
        {
            name[..plain.Length].CopyTo(plain); // Far too long to be a name of ours: as written.
        }

        return Refuse(ReportedName.Of(plain), details);
    }
}
