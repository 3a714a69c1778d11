namespace Rushes.Encoding.Workflow;

/// <summary>
/// What of the film one task encodes, and for which renditions: shapes the work, never the bytes. Least work is a task for each chunk
/// and all of its renditions, which decodes every frame once. Where that leaves encoders idle, at the end or all along, tasks are of
/// pieces instead, which costs nothing more: each is a run of the encoder of its own anyway; and where that is not enough, of some of the
/// renditions.
/// </summary>
internal static class WorkSpread
{
    // A decode beside all encoders of a standard ladder: docs/benchmarks.md, one decode or one for each rendition.
    private const double DecodeWork = 0.05;

    // What is saved in time by more decodes must be worth it.
    private const double WorthIt = 1.1;

    // From so many chunks for a slot on, the last round is short beside all of them.
    private const int ManyRounds = 8;

    /// <summary>Fills in the groups, and the starts of tasks where those are not chunks.</summary>
    public static void Fill(SplitPlan plan, int encoderSlots)
    {
        long[] chunks = [.. plan.ChunkStarts], pieces = [.. plan.PieceStarts];
        // More slots than there can be tasks change nothing.
        var ways = Ways(plan, chunks, pieces, Math.Min(encoderSlots, pieces.Length * plan.Recipes.Count)).ToArray();
        var shortest = ways.Min(way => way.Time);
        var chosen = ways.First(way => way.Time <= shortest * WorthIt);
        plan.Groups.AddRange(chosen.Groups);
        if (chosen.Starts.Length > chunks.Length)
        {
            plan.TaskStarts.AddRange(chosen.Starts);
        }
    }

    /// <summary>From the least work to the most.</summary>
    private static IEnumerable<Way> Ways(SplitPlan plan, long[] chunks, long[] pieces, int slots)
    {
        yield return new Way(plan, chunks, 1, slots);
        if (chunks.Length >= ManyRounds * slots)
        {
            yield break;
        }

        for (var processes = 1; processes <= plan.Recipes.Count; processes++)
        {
            yield return new Way(plan, pieces, processes, slots);
        }
    }

    private sealed class Way
    {
        public Way(SplitPlan plan, long[] starts, int processes, int slots)
        {
            Starts = starts;
            Groups = [.. RenditionGroups.Choose(plan.Recipes, processes)];
            Time = TimeOf(plan, slots);
        }

        public long[] Starts { get; }

        public RenditionGroup[] Groups { get; }

        /// <summary>Until the last task has ended, where each is taken in turn by the slot that is free first; 1 is the whole film in all renditions.</summary>
        public double Time { get; }

        private double TimeOf(SplitPlan plan, int slots)
        {
            double pixels = plan.Recipes.Sum(recipe => recipe.Resolution.Pixels);
            var free = new PriorityQueue<double, double>(Enumerable.Repeat((0.0, 0.0), slots));
            var last = 0.0;
            foreach (var (task, start) in Starts.Index())
            {
                var film = ((task + 1 < Starts.Length ? Starts[task + 1] : plan.Frames) - start) / (double)plan.Frames;
                foreach (var group in Groups)
                {
                    var work = film * (DecodeWork + (group.Recipes.Sum(recipe => plan.Recipes[recipe].Resolution.Pixels) / pixels));
                    var end = free.Dequeue() + work;
                    free.Enqueue(end, end);
                    last = Math.Max(last, end);
                }
            }

            return last;
        }
    }
}
