using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;

namespace Rushes.Quality.Comparing;

/// <summary>The frames of a source that count.</summary>
internal static class SourceTimeline
{
    public static async Task<Timeline> ReadAsync(VideoSource source, FunctionContext context, CancellationToken cancellationToken)
    {
        var whole = await context.ReadAsync(source.Timeline, Timeline.ReadFrom, cancellationToken);
        return source.Frames is { } range ? whole.Slice((int)range.From, (int)range.To) : whole;
    }
}
