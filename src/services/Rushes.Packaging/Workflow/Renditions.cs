using Rushes.Media.Isobmff;

namespace Rushes.Packaging.Workflow;

/// <summary>One rendition for all, where that is enough.</summary>
internal static class Renditions
{
    /// <summary>The lowest whose shorter side has at least so many samples; else the highest.</summary>
    /// <param name="renditions">Of one picture, at least one.</param>
    /// <param name="formatOf">One of them.</param>
    /// <param name="sufficient">Luma samples.</param>
    public static T LowestWith<T>(IEnumerable<T> renditions, Func<T, TrackFormat> formatOf, int sufficient)
    {
        T[] ascending = [.. renditions.OrderBy(rendition => ShorterSide(formatOf(rendition)))];
        return ascending.FirstOrDefault(rendition => ShorterSide(formatOf(rendition)) >= sufficient, ascending[^1]);
    }

    private static int ShorterSide(TrackFormat format) => Math.Min(format.Width, format.Height);
}
