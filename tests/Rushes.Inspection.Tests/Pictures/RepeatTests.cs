using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class RepeatTests
{
    [Fact]
    public void RepeatedFrames_ADeepAndNarrowMinimum_IsARepeat() => Assert.Equal([20], Repeats(MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, 40)))));

    [Fact]
    public void RepeatedFrames_TwoInARow_AreBoth() => Assert.Equal([20, 21], Repeats(MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, 40), (21, 120)))));

    [Fact]
    public void RepeatedFrames_ALittleLessMotion_IsNone() => Assert.Empty(Repeats(MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, 250)))));

    [Fact]
    public void RepeatedFrames_MotionThatEndsSlowly_IsNone() => Assert.Empty(Repeats(MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, 100), (21, 60), (22, 30), (23, 30), (24, 60), (25, 100)))));

    [Fact]
    public void RepeatedFrames_BehindACut_IsNone() => Assert.Empty(Repeats(MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, 9000), (21, 10)), cuts: 20)));

    [Fact]
    public void RepeatedFrames_HardlyAnyMotion_CannotBeTold() => Assert.Empty(Repeats(MeasuredFilm.Of(MeasuredFilm.Steps(40, 30, (20, 0)))));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void RepeatRhythm_OneFrameOfEach_IsInItsPeriodAlone(int period)
    {
        ushort[] steps = [.. Enumerable.Range(0, 120).Select(frame => (ushort)(frame % period == 1 ? 30 : 400 + (frame * 7 % 150)))];
        Assert.Equal([period], Enumerable.Range(2, 5).Where(other => RepeatRhythm.IsIn(steps, new FrameRun(0, 100), other)));
    }

    [Fact]
    public void RepeatRhythm_TimesThatWereRounded_StillKeepIt()
    {
        int[] repeated = [.. Enumerable.Range(0, 7).SelectMany(cycle => new[] { 15 * cycle, (15 * cycle) + 5, (15 * cycle) + 9 })];
        ushort[] steps = [.. Enumerable.Range(0, 110).Select(frame => (ushort)(repeated.Contains(frame) ? 20 : 500))];
        Assert.True(RepeatRhythm.IsIn(steps, new FrameRun(0, 100), 5));
    }

    [Fact]
    public void RepeatRhythm_RepeatsHereAndThere_AreNone()
    {
        var steps = MeasuredFilm.Steps(120, 500, (13, 10), (31, 10), (47, 10), (78, 10), (90, 10));
        Assert.DoesNotContain(Enumerable.Range(2, 5), period => RepeatRhythm.IsIn(steps, new FrameRun(0, 100), period));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(100, false)] // a repeat, but of nothing that anyone sees
    public void RepeatSearch_OneByItself_IsToldWhereMotionIsSeen(int step, bool isTold)
    {
        var film = MeasuredFilm.Of(MeasuredFilm.Steps(200, (ushort)step, (20, 5)));
        Assert.Equal(isTold ? ["picture.repeated"] : [], RepeatSearch.Find(film, RepeatedFrames.Of(film), []).Select(finding => finding.Code));
    }

    [Fact]
    public void RepeatSearch_AtOneDistanceWhereLittleMoves_AreAConversionOfTheRate()
    {
        var film = MeasuredFilm.Of(MeasuredFilm.Steps(200, 100, [.. Enumerable.Range(1, 6).Select(number => (25 * number, (ushort)5))]));
        Assert.Equal("picture.cadence", Assert.Single(RepeatSearch.Find(film, RepeatedFrames.Of(film), [])).Code);
    }

    private static IEnumerable<int> Repeats(Film film)
    {
        var repeats = RepeatedFrames.Of(film);
        return Enumerable.Range(0, film.Count).Where(frame => repeats[frame]);
    }
}
