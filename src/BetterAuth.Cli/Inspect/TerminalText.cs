using System.Globalization;
using System.Text;

namespace BetterAuth.Cli.Inspect;

/// <summary>Text of somebody else's that may go to a terminal: nothing in it moves the cursor, changes the direction of writing or hides.</summary>
internal static class TerminalText
{
    public static string Of(string text)
    {
        if (text.EnumerateRunes().All(IsHarmless))
        {
            return text;
        }

        StringBuilder safe = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(IsHarmless(rune) ? rune.ToString() : $"\\u{{{rune.Value:x}}}");
        }

        return safe.ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
