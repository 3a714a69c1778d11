using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Recipes;
using Rushes.Media.Timelines;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// Hands what first passes have left on to the second ones, and gives every run of a rendition with an average bit rate its part of the rendition's
/// bits, once all of them are measured.
/// </summary>
internal static class ShareStep
{
    /// <summary>Bit/s. x264 counts thousands, and refuses none.</summary>
    private const long Least = 1000;

    public static async Task<StepOutcome<RunShares>> ShareAsync(
        EncodeRequest request, SplitPlan plan, IReadOnlyList<ChunkResult> measured, StepContext context, CancellationToken cancellationToken)
    {
        var shares = new RunShares();
        if (measured.Count > 0)
        {
            var video = await Splitter.ReadTimelineAsync(request, context.Store, cancellationToken);
            var runs = measured.SelectMany(chunk => chunk.Measured).ToLookup(run => run.Rendition);
            shares.Runs.AddRange(plan.Recipes.Where(Splitter.IsInTwoPasses).SelectMany(
                recipe => Share(recipe, plan, video, [.. runs[recipe.Name].OrderBy(run => run.Number)])));
        }

        return shares;
    }

    /// <summary>Pure.</summary>
    /// <param name="recipe">Resolved.</param>
    /// <param name="plan">Has a piece for each run.</param>
    /// <param name="video">All frames.</param>
    /// <param name="runs">In the order of their pieces.</param>
    public static IEnumerable<RunShare> Share(Recipe recipe, SplitPlan plan, Timeline video, IReadOnlyList<MeasuredRun> runs)
    {
        var bitrates = recipe.Rate.HasBitrate ? Bitrates(recipe, plan, video, runs) : [.. runs.Select(_ => 0L)];
        return runs.Select((run, number) =>
        {
            var share = new RunShare { Rendition = recipe.Name, Number = run.Number, Bitrate = bitrates[number] };
            share.Statistics.AddRange(run.Statistics);
            return share;
        });
    }

    private static long[] Bitrates(Recipe recipe, SplitPlan plan, Timeline video, IReadOnlyList<MeasuredRun> runs)
    {
        var format = VideoFormats.Of(recipe);
        var clock = new EncoderClock(format, video);
        double[] seconds = [.. Splitter.PiecesOf(plan, 0, plan.Frames).Select(piece => clock.Seconds(recipe, piece.Frames))];
        var cap = Math.Min(
            recipe.Rate.RunMaxrate > 0 ? recipe.Rate.RunMaxrate : double.PositiveInfinity,
            format.Levels(recipe) is { } levels && LevelChoice.Find(recipe, levels) is { } level ? level.MaxBitRate : double.PositiveInfinity);
        var total = recipe.Rate.Bitrate * ((double)video.TotalDuration / video.Timescale);
        var bits = BitShares.Divide(total, [.. runs.Select((run, number) => new RunDemand(Math.Max(1, run.Bits), seconds[number], cap * seconds[number]))]);

        // Rounded down: together they stay below the total, but for runs of which the encoder can make nothing smaller.
        return [.. bits.Select((share, number) => Math.Max(Least, (long)(share / seconds[number])))];
    }
}
