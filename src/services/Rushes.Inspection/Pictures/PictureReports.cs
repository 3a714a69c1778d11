using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>The curve of fields and repeats over the film.</summary>
internal static class PictureReports
{
    private const int MostPoints = 1000;

    public static PictureReport Of(Film film, bool[] repeats)
    {
        var step = Math.Max(1, (film.Count + MostPoints - 1) / MostPoints);
        var report = new PictureReport { FramesPerPoint = step };
        for (var from = 0; from < film.Count; from += step)
        {
            var to = Math.Min(film.Count, from + step);
            var fields = film.Measures.Fields[from..to];
            report.Progressive.Add(fields.Count(FieldOrder.Progressive));
            report.TopFirst.Add(fields.Count(FieldOrder.TopFirst));
            report.BottomFirst.Add(fields.Count(FieldOrder.BottomFirst));
            report.Undetermined.Add(fields.Count(FieldOrder.Undetermined));
            report.Repeats.Add(repeats.AsSpan()[from..to].Count(true));
        }

        return report;
    }
}
