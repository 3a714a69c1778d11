using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>All tracks of a request: those that services encoded, and those of its inputs.</summary>
internal static class TrackSources
{
    public static async Task<IReadOnlyList<TrackSource>> ReadAsync(
        PackageRequest request, IReadOnlyList<ReadTracks> inputs, StepContext context, CancellationToken cancellationToken)
    {
        var given = request.Videos.Select(video => Of(request, video)).Concat(request.Audio.Select(Of)).Concat(inputs.SelectMany(input => input.Tracks));
        var sources = new List<TrackSource>();
        var names = new TrackNames();
        foreach (var track in given)
        {
            await using var stream = await context.Store.OpenReadAsync(track.Index.Uri, cancellationToken);
            var index = FrameIndex.ReadFrom(stream);
            if (!sources.Exists(other => IsSame(other, track, index)))
            {
                sources.Add(new TrackSource(track, index, track.Name.Length > 0 ? names.Take(index, track.Name) : names.For(track, index)));
            }
        }

        // The ladder's order, from low to high; sounds as they come.
        return [.. sources.Where(source => source.IsVideo).OrderBy(source => request.Videos.Count > 0 ? 0 : source.Index.Format.Height), .. sources.Where(source => !source.IsVideo)];
    }

    // Renditions of one title that were encoded elsewhere bring the same sound along, each a copy.
    private static bool IsSame(TrackSource other, SourceTrack track, FrameIndex index) =>
        !other.IsVideo && index.Format.Kind == TrackKind.Audio
        && other.Index.Format.Equals(index.Format) && other.Language == new TrackSource(track, index, string.Empty).Language
        && other.Index.HasSamplesOf(index);

    private static SourceTrack Of(PackageRequest request, EncodedVideo video) => new()
    {
        Kind = TrackKinds.Video,
        Index = video.Index,
        Name = video.Name,
        Colour = video.Recipe.Colour,
        FrameRate = video.FrameRate is { Numerator: > 0, Denominator: > 0 } own ? own : request.FrameRate,
    };

    private static SourceTrack Of(EncodedAudio audio) => new()
    {
        Kind = TrackKinds.Audio,
        Index = audio.Index,
        Name = audio.Name,
        Language = audio.Language,
        IsDefault = audio.IsDefault,
    };
}
