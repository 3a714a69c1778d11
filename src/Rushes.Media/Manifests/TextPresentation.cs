namespace Rushes.Media.Manifests;

/// <summary>A track of text: one WebVTT file, whose times are the viewer's.</summary>
/// <param name="Stem">Of its files, relative to the manifests: "text/en-sdh".</param>
/// <param name="Language">BCP 47; "und" when not known.</param>
/// <param name="Size">Of the WebVTT file, bytes.</param>
public sealed record TextPresentation(string Stem, string Language, long Size)
{
    public TextPurpose Purpose { get; init; }

    /// <summary>For people; null: the language names it.</summary>
    public string? Label { get; init; }

    public string Media => $"{Stem}.vtt";

    /// <summary>Of HLS.</summary>
    public string Playlist => $"{Stem}.m3u8";

    /// <summary>As files of text are named: "text/en", "text/en-sdh", "text/en-forced".</summary>
    public static string StemOf(string language, TextPurpose purpose) => purpose switch
    {
        TextPurpose.Captions => $"text/{language}-sdh",
        TextPurpose.Forced => $"text/{language}-forced",
        _ => $"text/{language}",
    };
}
