using Rushes.Media.Manifests.Thumbnails;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests;

/// <summary>One set of media, which the manifests of HLS and DASH both name.</summary>
public sealed record Presentation
{
    /// <summary>Renditions of one picture, of each codec in the order of its ladder; a player of HLS starts with the first.</summary>
    public IReadOnlyList<VideoPresentation> Video { get; init; } = [];

    public IReadOnlyList<AudioPresentation> Audio { get; init; } = [];

    public IReadOnlyList<TextPresentation> Text { get; init; } = [];

    public ThumbnailTiles? Thumbnails { get; init; }

    /// <summary>Where the last track ends, seconds.</summary>
    public Rational Duration => Tracks.Max(track => track.End);

    internal IEnumerable<PresentationTrack> Tracks => Video.Concat<PresentationTrack>(Audio);

    /// <exception cref="ArgumentException">There is neither picture nor sound.</exception>
    internal void ThrowIfEmpty(string name)
    {
        if (!Tracks.Any())
        {
            throw new ArgumentException("A presentation has a picture or sound.", name);
        }
    }
}
