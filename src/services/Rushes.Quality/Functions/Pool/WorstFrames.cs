using Rushes.Contracts;
using Rushes.Quality.Scores;

namespace Rushes.Quality.Functions.Pool;

/// <summary>The frames with the least VMAF, but none twice over: those beside one of them look the same.</summary>
internal static class WorstFrames
{
    private const int Beside = 24;

    public static IEnumerable<WorstPicture> Of(FilmScores film, int count)
    {
        var vmaf = film.Of(0);
        List<int> chosen = [];
        foreach (var measured in Enumerable.Range(0, count > 0 ? film.Count : 0).OrderBy(measured => vmaf[measured]))
        {
            var frame = film.FrameAt(measured);
            if (chosen.Count < count && chosen.TrueForAll(other => Math.Abs(other - frame) > Beside))
            {
                chosen.Add(frame);
                yield return new WorstPicture { Frame = frame, Vmaf = vmaf[measured] };
            }
        }
    }
}
