namespace BetterAuth.Wire.Json;

/// <summary>What is wrong with a JSON text.</summary>
internal enum JsonFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not the grammar of RFC 8259 section 2 (a BOM included).</summary>
    Syntax,

    /// <summary>Not UTF-8 (RFC 3629: overlong forms and surrogates included).</summary>
    Utf8,

    /// <summary>Containers nested deeper than <see cref="JsonScanner.MaxDepth"/>.</summary>
    Depth,

    /// <summary>A <c>\u</c> escape names half a surrogate pair.</summary>
    Surrogate,

    /// <summary>Two members of one object have the same name after unescaping.</summary>
    Duplicate,
}

/// <summary>The faults' texts and ranks.</summary>
internal static class JsonFaults
{
    /// <summary>Whether the text is no JSON text of ours at all, so that a refusal names the whole message rather than a member.</summary>
    public static bool IsMalformed(this JsonFault fault) => fault is JsonFault.Syntax or JsonFault.Utf8 or JsonFault.Depth;

    /// <summary>For the <c>details</c> of a refusal; null for <see cref="JsonFault.None"/>.</summary>
    public static string? Text(this JsonFault fault) => fault switch
    {
        JsonFault.Syntax => "not JSON",
        JsonFault.Utf8 => "not UTF-8",
        JsonFault.Depth => "nested too deeply",
        JsonFault.Surrogate => "lone surrogate",
        JsonFault.Duplicate => "duplicate member",
        _ => null,
    };
}
