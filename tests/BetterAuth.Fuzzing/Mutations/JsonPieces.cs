namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Finds values and members in bytes that need not be JSON any more: by brackets and quotes alone.</summary>
internal static class JsonPieces
{
    /// <summary>The places at which a value may start: behind ':' , ',' , '[' and at the beginning, outside strings.</summary>
    public static List<int> Values(ReadOnlySpan<byte> json)
    {
        List<int> starts = [];
        bool isText = false, isExpected = true;
        for (int at = 0; at < json.Length; at++)
        {
            byte next = json[at];
            if (isText)
            {
                at += next == '\\' ? 1 : 0;
                isText = next != '"';
                continue;
            }

            if (isExpected && next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                starts.Add(at);
            }

            isExpected = next is (byte)':' or (byte)',' or (byte)'[' or (byte)'{';
            isText = next == '"';
        }

        return starts;
    }

    /// <summary>Where the value, or the member, that starts at <paramref name="start"/> ends; a member's value belongs to it.</summary>
    public static int EndOf(ReadOnlySpan<byte> json, int start)
    {
        int level = 0;
        bool isText = false;
        for (int at = start; at < json.Length; at++)
        {
            byte next = json[at];
            if (isText)
            {
                at += next == '\\' ? 1 : 0;
                isText = next != '"';
                continue;
            }

            switch (next)
            {
                case (byte)'"':
                    isText = true;
                    break;
                case (byte)'{' or (byte)'[':
                    level++;
                    break;
                case (byte)'}' or (byte)']' when level == 0:
                case (byte)',' when level == 0:
                    return at;
                case (byte)'}' or (byte)']':
                    level--;
                    break;
            }
        }

        return json.Length;
    }

    /// <summary>Where the string that starts with the quote at <paramref name="start"/> ends, the closing quote included.</summary>
    public static int EndOfText(ReadOnlySpan<byte> json, int start)
    {
        for (int at = start + 1; at < json.Length; at++)
        {
            if (json[at] == '\\')
            {
                at++;
            }
            else if (json[at] == '"')
            {
                return at + 1;
            }
        }

        return json.Length;
    }
}
