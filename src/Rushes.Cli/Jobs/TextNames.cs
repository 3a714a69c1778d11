using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What the name of a subtitle file says: subs.en.vtt, film.pt-BR.forced.vtt.</summary>
internal static class TextNames
{
    private static readonly string[] Kinds = ["sdh", "forced"];

    public static TextTrack Track(string path, ObjectRef media)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('.');
        var kind = parts.Length > 1 && Kinds.Contains(parts[^1]) ? parts[^1] : string.Empty;
        var language = parts[^(kind.Length > 0 ? 2 : 1)];
        var isLanguage = parts.Length > (kind.Length > 0 ? 2 : 1) && IsTag(language);
        return new TextTrack { Media = media, Kind = kind, Language = isLanguage ? language : "und" };
    }

    // BCP 47: a primary subtag of two or three letters, and others behind hyphens.
    private static bool IsTag(string text)
    {
        var subtags = text.Split('-');
        return subtags[0].Length is 2 or 3 && subtags[0].All(char.IsAsciiLetter)
            && subtags.Skip(1).All(subtag => subtag.Length is >= 1 and <= 8 && subtag.All(char.IsAsciiLetterOrDigit));
    }
}
