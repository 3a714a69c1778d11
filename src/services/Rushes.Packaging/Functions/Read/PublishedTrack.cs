using System.Globalization;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions.Read;

/// <summary>An index becomes an object that the next functions read.</summary>
internal static class PublishedTrack
{
    /// <param name="index">Its chunks named absolutely.</param>
    /// <param name="number">Of the track in its input.</param>
    /// <param name="context">Of the function.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SourceTrack> OfAsync(FrameIndex index, int number, FunctionContext context, CancellationToken cancellationToken)
    {
        using var stored = new MemoryStream();
        index.WriteTo(stored);
        stored.Position = 0;
        var name = string.Create(CultureInfo.InvariantCulture, $"{number}.rfi");
        return new SourceTrack
        {
            Kind = index.Format.Kind == TrackKind.Video ? TrackKinds.Video : TrackKinds.Audio,
            Index = await context.Objects.PutAsync(name, stored, cancellationToken),
        };
    }
}
