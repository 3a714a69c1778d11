using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Recipes;
using Rushes.Media.Conformance;
using Rushes.Media.Timelines;
using Rushes.Platform.Workflows;
using Rushes.Storage;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// Resolves the recipes and cuts the timeline into chunks, and those into pieces. Everything that decides bytes is fixed here, in the plan;
/// only how much of the film and which renditions a process takes depends on the fleet (<see cref="WorkSpread"/>), and that changes no byte.
/// </summary>
internal static class Splitter
{
    // A frame rate is a mean: chunks of just so long together are to be together.
    private const double Leeway = 1.02;

    public static async Task<StepOutcome<SplitPlan>> SplitAsync(EncodeRequest request, StepContext context, CancellationToken cancellationToken)
    {
        var video = await ReadTimelineAsync(request, context.Store, cancellationToken);
        var first = request.Recipes[0];
        var segments = new SegmentPlan(video, first.Chunking.SegmentMs, first.Gop?.DurationMs is > 0 and var gop ? gop : SegmentPlan.UsualGopMs, first.Chunking.ShotAligned);
        var chunks = segments.ChunkStarts(first.Chunking.TargetMs);
        var pieceMs = PiecePlan.Resolve(first.Chunking, (video.TotalDuration * 1000 / video.Timescale) + 1);

        var plan = new SplitPlan { Frames = video.Count };
        plan.ChunkStarts.AddRange(chunks.Select(start => (long)start));
        plan.PieceStarts.AddRange(PiecePlan.Starts(video, segments, chunks, pieceMs).Select(start => (long)start));
        var framesPerSecond = FrameRates.Highest(video);
        plan.Recipes.AddRange(request.Recipes.Select(recipe => Resolve(recipe, request.Source.Track, framesPerSecond, segments.GopMs, pieceMs)));
        var shortest = ShortestInnerPiece(plan, video);
        foreach (var recipe in plan.Recipes)
        {
            RunCap.Fill(recipe.Rate, plan.PieceStarts.Count, shortest);
        }

        plan.PieceDigests.AddRange(await PieceDigests.OfAsync(request.Source, plan, video, context, cancellationToken));
        WorkSpread.Fill(plan, request.EncoderSlots);
        return plan;
    }

    /// <summary>All frames of the video.</summary>
    public static async Task<Timeline> ReadTimelineAsync(EncodeRequest request, IObjectStore store, CancellationToken cancellationToken)
    {
        await using var stream = await store.OpenReadAsync(request.Source.Timeline.Uri, cancellationToken);
        return Timeline.ReadFrom(stream).Slice((int)request.Source.Frames.From, (int)request.Source.Frames.To);
    }

    public static bool IsInTwoPasses(Recipe recipe) => recipe.Rate.Passes == 2;

    /// <summary>The first passes; none where no rendition is made in two.</summary>
    public static IEnumerable<MapItem<ChunkTask>> MeasureTasks(EncodeRequest request, SplitPlan plan)
    {
        foreach (var item in Items(request, plan, IsInTwoPasses))
        {
            item.Argument.Measures = true;
            yield return item;
        }
    }

    public static IEnumerable<MapItem<ChunkTask>> Tasks(EncodeRequest request, SplitPlan plan, RunShares shares)
    {
        var ofPieces = shares.Runs.ToLookup(share => share.Number);
        foreach (var item in Items(request, plan, _ => true))
        {
            var renditions = item.Argument.Recipes.Select(recipe => recipe.Name).ToHashSet();
            foreach (var piece in item.Argument.Pieces)
            {
                piece.Shares.AddRange(ofPieces[piece.Number].Where(share => renditions.Contains(share.Rendition)));
            }

            yield return item;
        }
    }

    public static MapItem<AssembleTask> AssembleTask(EncodeRequest request, SplitPlan plan, IReadOnlyList<ChunkResult> chunks)
    {
        var task = new AssembleTask { Plan = plan, Timeline = request.Source.Timeline, Video = request.Source.Frames, FrameRate = request.Source.Track.FrameRate };
        task.Chunks.AddRange(chunks);
        return new MapItem<AssembleTask>(task, "assemble", 1);
    }

    public static IEnumerable<Piece> PiecesOf(SplitPlan plan, long from, long to)
    {
        long[] starts = [.. plan.PieceStarts, plan.Frames];
        for (var number = 0; number < plan.PieceStarts.Count; number++)
        {
            if (starts[number] >= from && starts[number] < to)
            {
                yield return new Piece
                {
                    Number = number,
                    Frames = new FrameRange { From = starts[number], To = starts[number + 1] },
                    Digest = plan.PieceDigests.Count > 0 ? plan.PieceDigests[number] : ByteString.Empty,
                };
            }
        }
    }

    private static IEnumerable<MapItem<ChunkTask>> Items(EncodeRequest request, SplitPlan plan, Func<Recipe, bool> which) =>
        from frames in TaskRanges(plan)
        from renditions in plan.Groups
        let recipes = renditions.Recipes.Select(recipe => plan.Recipes[recipe]).Where(which).ToArray()
        where recipes.Length > 0
        select Item(request, plan, frames, recipes);

    private static Recipe Resolve(Recipe recipe, VideoTrack track, double framesPerSecond, long gopMs, long pieceMs)
    {
        var resolved = RecipeResolver.Resolve(recipe, track, framesPerSecond);
        resolved.Gop = new Gop { DurationMs = gopMs };
        resolved.Chunking.PieceMs = pieceMs;
        return resolved;
    }

    private static IEnumerable<FrameRange> TaskRanges(SplitPlan plan)
    {
        var starts = plan.TaskStarts.Count > 0 ? plan.TaskStarts : plan.ChunkStarts;
        return starts.Zip(starts.Skip(1).Append(plan.Frames), (from, to) => new FrameRange { From = from, To = to });
    }

    private static MapItem<ChunkTask> Item(EncodeRequest request, SplitPlan plan, FrameRange frames, Recipe[] recipes)
    {
        var chunk = plan.ChunkStarts.Count(start => start <= frames.From) - 1;
        var task = new ChunkTask
        {
            Media = request.Source.Media,
            Track = request.Source.Track,
            Timeline = request.Source.Timeline,
            Video = request.Source.Frames,
            Frames = frames,
            Chunk = chunk,
        };
        task.Recipes.AddRange(recipes);
        task.Pieces.AddRange(PiecesOf(plan, frames.From, frames.To));
        var format = VideoFormats.Of(recipes[0]);
        var pixels = recipes.Sum(recipe => recipe.Resolution.Pixels);
        var collatedFrames = Leeway * request.CollateMs / 1000.0 * recipes[0].FrameRate.Numerator / recipes[0].FrameRate.Denominator;
        return new MapItem<ChunkTask>(task, Label(plan, task, format), pixels * (frames.To - frames.From))
        {
            Codec = format.Name,
            Function = format.Function.Name,
            CollatedWeight = (long)(pixels * collatedFrames),

            // A picture on its side is as large as one upright.
            Height = recipes.Max(recipe => Math.Min(recipe.Resolution.Width, recipe.Resolution.Height)),
        };
    }

    private static string Label(SplitPlan plan, ChunkTask task, VideoFormat format)
    {
        var piece = plan.TaskStarts.Count > 0 ? $" piece {task.Pieces[0].Number + 1}" : "";
        return $"chunk {task.Chunk + 1}{piece} · {format.Name} {string.Join(' ', task.Recipes.Select(recipe => recipe.Name))}";
    }

    private static double ShortestInnerPiece(SplitPlan plan, Timeline video)
    {
        var shortest = double.PositiveInfinity;
        for (var piece = 1; piece + 1 < plan.PieceStarts.Count; piece++)
        {
            var ticks = video.PresentationTime((int)plan.PieceStarts[piece + 1]) - video.PresentationTime((int)plan.PieceStarts[piece]);
            shortest = Math.Min(shortest, (double)ticks / video.Timescale);
        }

        return shortest;
    }
}
