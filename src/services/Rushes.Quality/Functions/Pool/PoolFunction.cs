using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Quality.Comparing;
using Rushes.Quality.Scores;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Functions.Pool;

/// <summary>Joins the scores of all windows of one video, and pools them.</summary>
internal static class PoolFunction
{
    private const string ScoresName = "scores.rqs";

    public static readonly FunctionReference<VideoToPool, VideoQuality> Reference =
        new("quality.pool", VideoToPool.Parser, VideoQuality.Parser);

    public static async Task<StepOutcome<VideoQuality>> RunAsync(VideoToPool task, FunctionContext context, CancellationToken cancellationToken)
    {
        var names = Metrics.NamesOf(task.Metrics);
        var film = new FilmScores(names);
        await using (var file = File.Create(Path.Combine(context.WorkFolder, ScoresName)))
        {
            FrameScores.WriteHeader(file, names);
            foreach (var window in task.Scores)
            {
                context.Report(film.Count, task.Video.Frames);
                await using var stream = new BufferedStream(await context.OpenStreamAsync(window, cancellationToken));
                foreach (var (frame, scores) in FrameScores.ReadFrames(stream, FrameScores.ReadHeader(stream).Count))
                {
                    film.Add(frame, scores);
                    FrameScores.WriteFrame(file, frame, scores);
                }
            }
        }

        var comparison = task.Video.Comparison;
        var quality = new VideoQuality
        {
            Name = task.Video.Name,
            Model = comparison.Model + (comparison.EnableTransform ? " phone" : ""),
            Compared = comparison.Size,
            Bits = ComparisonChoice.BitsOf(comparison),
            Transfer = comparison.Transfer,
            Frames = task.Video.Frames,
            Measured = film.Count,
            Sampled = task.Sampled,
            Scores = await context.PublishAsync(ScoresName, cancellationToken),
        };
        var timeline = await SourceTimeline.ReadAsync(task.Reference, context, cancellationToken);
        new Pooling(film, [0, .. timeline.Cuts], task.Video.Frames).Fill(quality);
        quality.Worst.AddRange(WorstFrames.Of(film, task.Worst));
        return quality;
    }
}
