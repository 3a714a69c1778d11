using Rushes.Contracts;
using Rushes.Quality.Comparing;

namespace Rushes.Quality.Workflow;

/// <summary>Videos of the same window that one process scores.</summary>
/// <param name="Videos">With their windows.</param>
/// <param name="Memory">Bytes that it takes at most.</param>
internal sealed record ScoreGroup(IReadOnlyList<(AlignedVideo Video, Window Window)> Videos, double Memory);

/// <summary>Which videos of a window share a process: it decodes the reference once for all of them, but takes memory for each.</summary>
internal static class ScoreGroups
{
    // More save little.
    private const int MostVideos = 4;

    // One libvmaf for all of them.
    private const int MostSampledVideos = 8;

    /// <param name="request">With all of the videos.</param>
    /// <param name="videos">Of one window; sampled ones are compared alike.</param>
    /// <returns>In their order; each has at least one.</returns>
    public static IEnumerable<ScoreGroup> Of(MeasureRequest request, IReadOnlyList<(AlignedVideo Video, Window Window)> videos)
    {
        var pictures = request.Videos.ToDictionary(video => video.Name, EncodePicture.Of);
        var first = 0;
        while (first < videos.Count)
        {
            var sampled = videos[first].Window.Samples.Count > 0;
            var (count, memory) = (1, Memory(1));
            while (first + count < videos.Count && count < (sampled ? MostSampledVideos : MostVideos) && Memory(count + 1) is var more && more <= ScoreMemory.Large)
            {
                (count, memory) = (count + 1, more);
            }

            yield return new ScoreGroup([.. videos.Skip(first).Take(count)], memory);
            first += count;
        }

        double Memory(int count) => MemoryOf(request, [.. videos.Skip(first).Take(count)], pictures);
    }

    private static double MemoryOf(MeasureRequest request, (AlignedVideo Video, Window Window)[] videos, Dictionary<string, EncodePicture> pictures)
    {
        var scorers = Array.ConvertAll(
            videos, video => ScoreMemory.Scorer(video.Video.Comparison.Size, ComparisonChoice.BitsOf(video.Video.Comparison), request.Metrics));
        var samples = videos[0].Window.Samples.Count;
        return ScoreMemory.Process(request.Reference.Track) + (samples > 0
            ? scorers[0] + (samples * videos.Sum(video => ScoreMemory.Sample(video.Video.Comparison.Size, ComparisonChoice.BitsOf(video.Video.Comparison), pictures[video.Video.Name])))
            : scorers.Sum() + videos.Sum(video => Math.Max(1, video.Window.Chunks.Count) * ScoreMemory.Input(pictures[video.Video.Name])));
    }
}
