using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Pictures;

/// <summary>What fields say against what the file says: combs in progressive pictures, the other field first, pictures that have no fields.</summary>
internal static class FieldSearch
{
    /// <summary>Frames that tell, of a shot or of the film.</summary>
    private const int Few = 5;
    private const int Many = 20;

    /// <summary>Part of those that tell.</summary>
    private const double Combed = 0.3;
    private const double OtherOrder = 0.8;
    private const double NoFields = 0.02;
    private const double AllOfOneOrder = 0.9;

    /// <summary>Of a picture, and the part of such pictures: where nothing moves there are none.</summary>
    private const int FewCells = 3;
    private const double CombedSamples = 0.05;

    /// <summary>A cell alone must be seen twice: a fine pattern that moves is a comb by chance.</summary>
    private const int SeenTwice = 2;

    /// <param name="film">Not of made pictures.</param>
    /// <param name="telecined">Where fields are those of film.</param>
    public static IEnumerable<Finding> Find(Film film, IReadOnlyList<FrameRun> telecined)
    {
        var stated = film.Video.FieldOrder;
        if (!FingerprintFilter.IsInterlaced(stated))
        {
            return CombedShots(film, telecined);
        }

        var whole = Count(film, new FrameRun(0, film.Count));
        var top = stated is "tt" or "tb";
        var (right, wrong) = top ? (whole.Top, whole.Bottom) : (whole.Bottom, whole.Top);
        if (wrong >= Few && wrong >= OtherOrder * (right + wrong) && wrong >= Combed * whole.Told)
        {
            return
            [
                Found.Of(
                    Severity.Warning, "picture.field_order", new FrameRun(0, film.Count),
                    "Have the field order corrected in the file: pictures made of its fields go back and forth.",
                    ("stated", top ? "top first" : "bottom first"), ("seen", top ? "bottom first" : "top first"), ("frames", Found.Text(wrong)), ("against", Found.Text(right))),
            ];
        }

        // No lines are asked: coded as two fields, whole pictures too have combs.
        return whole.Told >= Many && whole.Top + whole.Bottom <= NoFields * whole.Told
            ?
            [
                Found.Of(
                    Severity.Info, "picture.progressive", new FrameRun(0, film.Count), "Leave deinterlacing out: the file says fields, its pictures are whole.", ("frames", Found.Text(whole.Progressive))),
            ]
            : [];
    }

    private static IEnumerable<Finding> CombedShots(Film film, IReadOnlyList<FrameRun> telecined)
    {
        List<FrameRun> combed = [];
        foreach (var shot in film.Shots.Where(shot => !telecined.Any(shot.Overlaps)))
        {
            var counts = Count(film, shot);
            if (counts.Top + counts.Bottom < Few || counts.Top + counts.Bottom < Combed * counts.Told || !(HasCombs(film, shot, FewCells, 1) || (AreAllOfOneOrder(counts, shot) && HasCombs(film, shot, 1, SeenTwice))))
            {
                continue;
            }

            if (combed.Count > 0 && combed[^1].To == shot.From)
            {
                combed[^1] = combed[^1] with { To = shot.To };
            }
            else
            {
                combed.Add(shot);
            }
        }

        return combed.Select(run =>
        {
            var counts = Count(film, run);
            return Found.Of(
                Severity.Warning, "picture.combed", run, "Say --deinterlace, or --ivtc where it is film: the file says progressive, and its pictures are of two moments.",
                ("frames", Found.Text(counts.Top + counts.Bottom)), ("order", counts.Top >= counts.Bottom ? "top first" : "bottom first"));
        });
    }

    private static bool AreAllOfOneOrder((int Progressive, int Top, int Bottom, int Told) counts, FrameRun shot) =>
        shot.Length >= Many && Math.Max(counts.Top, counts.Bottom) >= AllOfOneOrder * shot.Length;

    /// <summary>Combs are seen in a frame by itself, too: fine patterns that move may look like fields from one to the next.</summary>
    private static bool HasCombs(Film film, FrameRun run, int cells, int atLeast)
    {
        var samples = film.Measures.Samples.Where(sample => sample.Frame >= run.From && sample.Frame < run.To).ToList();
        var combed = samples.Count(sample => sample.CombedCells >= cells);
        return combed >= atLeast && combed >= CombedSamples * samples.Count;
    }

    private static (int Progressive, int Top, int Bottom, int Told) Count(Film film, FrameRun run)
    {
        var (progressive, top, bottom) = (0, 0, 0);
        foreach (var fields in film.Measures.Fields[run.From..run.To])
        {
            progressive += fields == FieldOrder.Progressive ? 1 : 0;
            top += fields == FieldOrder.TopFirst ? 1 : 0;
            bottom += fields == FieldOrder.BottomFirst ? 1 : 0;
        }

        return (progressive, top, bottom, progressive + top + bottom);
    }
}
