using Rushes.Media.Isobmff;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Functions.Thumbnails;

/// <summary>The clock of the frames that a sheet is made of.</summary>
/// <param name="Timescale">Ticks a second.</param>
/// <param name="FirstThumbnail">Ticks.</param>
/// <param name="LastFrame">Presentation time, ticks.</param>
internal sealed record SheetClock(uint Timescale, long FirstThumbnail, long LastFrame)
{
    /// <param name="task">Which sheet.</param>
    /// <param name="plan">Of the file with the frames.</param>
    public static SheetClock Of(ThumbnailTask task, CmafTrackPlan plan)
    {
        var index = plan.Index;
        return new SheetClock(
            index.Timescale,
            plan.BaseTicks + checked(ThumbnailTimes.FirstOf(task) * index.Timescale),
            plan.BaseTicks + index.FirstTime + index.TotalDuration - index.Duration(index.Count - 1));
    }
}
