using System.Globalization;

namespace BetterAuth.Generators.Parser;

/// <summary>Which names can be on the wire.</summary>
internal static class WireNames
{
    /// <summary>What is wrong with a name; null if nothing is.</summary>
    public static string? WhyUnusable(string name, bool isView) => name switch
    {
        "" => "it is empty",
        _ when IsArrayIndex(name) => "it looks like an array index, which JavaScript would move to the front of the object",
        _ when HasLoneSurrogate(name) => "it has a lone surrogate, which has no UTF-8",
        _ when isView && name.Any(next => next is '"' or '\\' or < ' ') => "it needs an escape, which the names of a view never have",
        _ => null,
    };

    /// <summary>ECMA-262: the canonical text of an integer up to 2^32 - 2.</summary>
    private static bool IsArrayIndex(string name) =>
        uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) && index != uint.MaxValue && name == index.ToString(CultureInfo.InvariantCulture);

    private static bool HasLoneSurrogate(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogatePair(name, i))
            {
                i++;
            }
            else if (char.IsSurrogate(name[i]))
            {
                return true;
            }
        }

        return false;
    }
}
