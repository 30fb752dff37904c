using System.Runtime.CompilerServices;

namespace BetterAuth.Wire.Json;

internal static partial class JsonGrammar
{
    /// <summary>Skips any one value; <paramref name="depth"/> is the number of containers open around it. Duplicate member names are a fault.</summary>
    [SkipLocalsInit]
    public static JsonFault SkipValue(ReadOnlySpan<byte> json, ref int position, int depth)
    {
        int first = Peek(json, ref position);
        if (first is not ('{' or '['))
        {
            return SkipScalar(json, ref position, first);
        }

        MemberNames names = new(json, stackalloc MemberNames.Entry[MemberNames.InitialCapacity], stackalloc int[MemberNames.InitialBuckets]);
        JsonFault fault = SkipContainer(json, ref position, depth, ref names);
        names.Dispose();
        return fault;
    }

    private static JsonFault SkipContainer(ReadOnlySpan<byte> json, ref int position, int depth, scoped ref MemberNames names)
    {
        int level = 0;
        ulong objects = 0; // One bit for each open container, the innermost lowest: set for an object.
        while (true)
        {
            int first = Peek(json, ref position);
            JsonFault fault;
            if (first is '{' or '[')
            {
                if (depth + level == JsonScanner.MaxDepth)
                {
                    return JsonFault.Depth;
                }

                level++;
                position++;
                bool isObject = first == '{';
                objects = (objects << 1) + (isObject ? 1UL : 0UL);
                if (Peek(json, ref position) != first + 2)
                {
                    fault = isObject ? SkipName(json, ref position, level, ref names) : JsonFault.None;
                    if (fault != JsonFault.None)
                    {
                        return fault;
                    }

                    continue;
                }
            }
            else
            {
                fault = SkipScalar(json, ref position, first);
                if (fault != JsonFault.None)
                {
                    return fault;
                }
            }

            while (true)
            {
                int next = Peek(json, ref position);
                bool inObject = (objects & 1) != 0;
                if (next == ',')
                {
                    position++;
                    fault = inObject ? SkipName(json, ref position, level, ref names) : JsonFault.None;
                    if (fault != JsonFault.None)
                    {
                        return fault;
                    }

                    break;
                }

                if (next != (inObject ? '}' : ']'))
                {
                    return JsonFault.Syntax;
                }

                position++;
                if (level == 1)
                {
                    return JsonFault.None;
                }

                names.Forget(level);
                objects >>= 1;
                level--;
            }
        }
    }

    private static JsonFault SkipName(ReadOnlySpan<byte> json, ref int position, int level, scoped ref MemberNames names)
    {
        if (Peek(json, ref position) != '"')
        {
            return JsonFault.Syntax;
        }

        int start = position + 1;
        JsonFault fault = SkipString(json, ref position, out bool escaped);
        if (fault != JsonFault.None)
        {
            return fault;
        }

        int end = position - 1;
        if (Peek(json, ref position) != ':')
        {
            return JsonFault.Syntax;
        }

        position++;
        return names.TryAdd(start, end - start, escaped, level) ? JsonFault.None : JsonFault.Duplicate;
    }
}
