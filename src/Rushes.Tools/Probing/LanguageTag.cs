namespace Rushes.Tools.Probing;

/// <summary>
/// Turns what containers say of a language into BCP 47 (RFC 5646), which wants the shortest code there is: <c>ger</c> and
/// <c>deu</c> become <c>de</c>, <c>PT-br</c> becomes <c>pt-BR</c>. What is not a tag becomes <c>und</c>.
/// </summary>
internal static class LanguageTag
{
    internal const string Undetermined = "und";

    internal static string FromContainer(string value)
    {
        var subtags = value.Trim().Replace('_', '-').ToLowerInvariant().Split('-');
        if (subtags[0].Length is < 2 or > 3 || !subtags.All(IsSubtag) || subtags[0].Any(char.IsDigit))
            return Undetermined;
        subtags[0] = LanguageCodes.ShortByLong.GetValueOrDefault(subtags[0], subtags[0]);
        for (var i = 1; i < subtags.Length; i++)
            subtags[i] = WithUsualCase(subtags[i]);
        return string.Join('-', subtags);
    }

    /// <summary>RFC 5646 §2.1.1: regions in capitals, scripts with one capital, the rest in small letters.</summary>
    private static string WithUsualCase(string subtag) => subtag switch
    {
        { Length: 2 } => subtag.ToUpperInvariant(),
        { Length: 4 } when char.IsLetter(subtag[0]) => char.ToUpperInvariant(subtag[0]) + subtag[1..],
        _ => subtag,
    };

    private static bool IsSubtag(string subtag) => subtag.Length is >= 1 and <= 8 && subtag.All(char.IsAsciiLetterOrDigit);
}
