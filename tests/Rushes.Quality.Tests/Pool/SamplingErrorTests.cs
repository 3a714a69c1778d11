using Rushes.Quality.Scores;

namespace Rushes.Quality.Tests.Pool;

public sealed class SamplingErrorTests
{
    [Fact]
    public void Of_EveryFrame_IsNone() => Assert.Equal(0, SamplingError.Of(Film(1, 90, 80, 70, 60, 50, 40), 0, 6));

    [Fact]
    public void Of_FewFrames_IsNotKnown() => Assert.Equal(0, SamplingError.Of(Film(10, 90, 80, 70, 60, 70, 80, 90), 0, 1000));

    [Fact]
    public void Of_EightFrames_IsKnown() => Assert.True(SamplingError.Of(Film(10, 90, 80, 70, 60, 70, 80, 90, 80), 0, 1000) > 0);

    [Fact]
    public void Of_FramesThatAreAlike_IsSmall() => Assert.InRange(SamplingError.Of(Film(10, 90, 90.1f, 90, 89.9f, 90, 90.1f, 90, 89.9f), 0, 1000), 0.05, 0.2);

    [Fact]
    public void Of_FilmThatChangesSlowly_IsSmallerThanOfOneThatJumps() => Assert.True(
        SamplingError.Of(Film(10, 60, 65, 70, 75, 80, 85, 90, 95), 0, 1000) < SamplingError.Of(Film(10, 60, 90, 65, 85, 70, 80, 75, 95), 0, 1000));

    [Fact]
    public void Of_FramesBesideEachOther_AreFramesAll() => Assert.Equal(
        SamplingError.Of(Film(10, 60, 65, 70, 75, 80, 85, 90, 95), 0, 1_000_000), SamplingError.Of(Film(1, 60, 65, 70, 75, 80, 85, 90, 95), 0, 1_000_000));

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(100)]
    public void Of_ManyFilms_HoldsTheMeanOfMostOfThem(int frames)
    {
        var random = new Random(7);
        var held = 0;
        for (var film = 0; film < 400; film++)
        {
            // Scores of a film whose parts are 80, give or take.
            float[] scores = [.. Enumerable.Range(0, frames).Select(_ => 80 + (10 * (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)))];
            held += Math.Abs(scores.Average() - 80) <= SamplingError.Of(Film(1000, scores), 0, 1_000_000) ? 1 : 0;
        }

        Assert.InRange(held, 365, 395);
    }

    private static FilmScores Film(int distance, params float[] scores)
    {
        var film = new FilmScores(["vmaf"]);
        foreach (var (frame, score) in scores.Index())
        {
            film.Add(frame * distance, [score]);
        }

        return film;
    }
}
