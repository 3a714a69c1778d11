using System.Globalization;
using System.Text;

namespace Rushes.Cli.Report;

/// <summary>Text that came out of media, for people to read: nothing in it may steer a terminal, turn the lines around it, or fill the page.</summary>
internal static class SafeText
{
    private const int Longest = 300;

    public static string Of(string text)
    {
        var safe = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length >= Longest)
            {
                return safe.Append('…').ToString();
            }

            safe.Append(Shows(rune) ? rune : Rune.ReplacementChar);
        }

        return safe.ToString();
    }

    private static bool Shows(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
