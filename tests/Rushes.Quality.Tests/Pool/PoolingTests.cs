using Rushes.Contracts;
using Rushes.Quality.Functions.Pool;
using Rushes.Quality.Scores;

namespace Rushes.Quality.Tests.Pool;

public sealed class PoolingTests
{
    [Fact]
    public void Fill_Shots_HaveMeansOfTheirOwn()
    {
        var quality = Pool(["vmaf"], [0, 2, 5], 6, (0, [90]), (1, [80]), (2, [40]), (3, [50]), (4, [60]), (5, [99]));

        Assert.Equal([(0, 2, 85), (2, 5, 50), (5, 6, 99)], quality.Shots.Select(shot => ((int)shot.Frames.From, (int)shot.Frames.To, (int)shot.Means[0])));
        Assert.Equal(50, quality.Metrics[0].WorstShot);
    }

    [Fact]
    public void Fill_ShotWithoutASample_IsNotTheWorst()
    {
        var quality = Pool(["vmaf"], [0, 2, 4], 6, (0, [90]), (5, [70]));

        Assert.Equal([1, 0, 1], quality.Shots.Select(shot => shot.Measured));
        Assert.Empty(quality.Shots[1].Means);
        Assert.Equal(70, quality.Metrics[0].WorstShot);
    }

    [Fact]
    public void Fill_MoreBandingIsWorse_TheWorstShotHasMost()
    {
        var quality = Pool(["vmaf", "cambi"], [0, 1], 2, (0, [90, 2]), (1, [80, 7]));

        Assert.Equal((80, 7), (quality.Metrics[0].WorstShot, quality.Metrics[1].WorstShot));
    }

    private static VideoQuality Pool(string[] metrics, long[] cuts, long frames, params (int Frame, float[] Scores)[] scores)
    {
        var film = new FilmScores(metrics);
        foreach (var (frame, values) in scores)
        {
            film.Add(frame, values);
        }

        var quality = new VideoQuality();
        new Pooling(film, cuts, frames).Fill(quality);
        return quality;
    }
}
