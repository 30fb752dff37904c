namespace BetterAuth.Wire.Json;

public ref partial struct JsonScanner
{
    /// <summary>Reads a string without escapes and of the given shape. The refusal's field is empty: the caller names it (<see cref="Refuse"/>).</summary>
    public bool TryReadText(TextShape shape, out Utf8Text text)
    {
        text = default;
        int first = JsonGrammar.Peek(_json, ref _position);
        if (first != '"')
        {
            return StopAtOther(first);
        }

        int start = _position + 1;
        JsonFault fault = JsonGrammar.SkipString(_json, ref _position, out bool escaped);
        if (fault != JsonFault.None || escaped)
        {
            return StopBefore(start - 1, fault);
        }

        int end = _position - 1;
        if (_suite is not null && shape != TextShape.Any && !_suite.IsWellFormed(shape, _json[start..end]))
        {
            return StopBefore(start - 1, JsonFault.None);
        }

        text = new Utf8Text(_memory[start..end]);
        return true;
    }

    /// <summary>Reads any one value, validating it, and gives its raw text.</summary>
    public bool TryReadRaw(out ReadOnlyMemory<byte> text)
    {
        text = default;
        int start = BeginValue();
        JsonFault fault = JsonGrammar.SkipValue(_json, ref _position, _depth);
        if (fault != JsonFault.None)
        {
            return Stop(fault);
        }

        text = Since(start);
        return true;
    }
}
