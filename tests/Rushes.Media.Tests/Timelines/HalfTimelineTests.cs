using Rushes.Media.Conformance;
using Rushes.Media.Telecine;
using Rushes.Media.Tests.Telecine;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timelines;

public sealed class HalfTimelineTests
{
    [Fact]
    public void Of_SteadyFilm_KeepsEverySecondFrameForTwo()
    {
        var film = Steady(new Rational(1, 50), 500);

        var (half, frames) = HalfTimeline.Of(film, 6000);

        Assert.Equal(Enumerable.Range(0, 250).Select(frame => 2 * frame), frames);
        Assert.All(Enumerable.Range(0, 250), frame => Assert.Equal(2, half.Duration(frame)));
        Assert.Equal(frames, Pictures(half));
        Assert.Equal(film.TotalDuration, half.TotalDuration);
        Assert.True(half.IsSteady());
    }

    [Theory]
    [InlineData(1001, 60_000, 6000, 30_000 / 1001.0)]
    [InlineData(1001, 30_000, 6000, 15_000 / 1001.0)]
    [InlineData(1001, 24_000, 4000, 12_000 / 1001.0)]
    [InlineData(1, 25, 1000, 12.5)]
    [InlineData(1, 50, 2010, 25)]
    public void Of_GroupsOfOddNumbers_NeverGoesAboveHalfTheRate(int numerator, int denominator, long segmentMs, double rate)
    {
        var film = Steady(new Rational(numerator, denominator), 6001);

        var (half, _) = HalfTimeline.Of(film, segmentMs);

        Assert.All(Enumerable.Range(0, half.Count - 1), frame => Assert.InRange(half.Duration(frame), 2 * numerator, 3 * numerator));
        Assert.InRange(FrameRates.Highest(half), 0.94 * rate, rate);
        AssertPlannedAlike(film, half, segmentMs, shotAligned: false);
    }

    [Theory]
    [InlineData(1, "0")]
    [InlineData(2, "0")]
    [InlineData(3, "0 2")]
    [InlineData(4, "0 2")]
    [InlineData(5, "0 2 4")]
    public void Of_FewFrames_KeepsTheFirst(int count, string expected)
    {
        var film = Steady(new Rational(1, 25), count);

        var (half, frames) = HalfTimeline.Of(film, 6000);

        Assert.Equal(expected, string.Join(' ', frames));
        Assert.Equal(film.TotalDuration, half.TotalDuration);
    }

    [Fact]
    public void Of_OneFrame_IsTheFilmItself()
    {
        var film = Steady(new Rational(1, 25), 1);

        Assert.Same(film, HalfTimeline.Of(film, 6000).Timeline);
    }

    [Fact]
    public void Of_PictureThatIsHeld_KeepsIt()
    {
        // Frames of 10 ms; the one at 30 ms is held for a second, and the one at 1060 ms for 15 ms, which is no holding.
        long[] times = [0, 10, 20, 30, 1030, 1040, 1050, 1060, 1075, 1085, 1095];

        var (half, frames) = HalfTimeline.Of(Timeline.FromSource(new Rational(1, 1000), times, 10, []), 6000);

        Assert.Equal([0, 3, 5, 7, 9], frames);
        Assert.Equal(1000 + 10, half.Duration(1));
    }

    [Fact]
    public void Of_Cuts_AreWhereTheyWere()
    {
        var film = Steady(new Rational(1, 50), 100).WithCuts([33, 60, 61]);

        var (half, frames) = HalfTimeline.Of(film, 6000);

        Assert.Equal([33, 60, 61], half.Cuts.Select(cut => frames[cut]));
        Assert.Equal(30, frames[half.Cuts[0] - 1]);
    }

    [Fact]
    public void Of_SourceThatRepeatsTimes_KeepsFramesThatCanBeToldApart()
    {
        long[] source = [0, 1, 1, 3, 4, 5, 6, 6, 8, 9];
        var film = Timeline.FromMended(new Rational(1, 50), source, [.. Enumerable.Range(0, 10).Select(frame => (long)frame)], 1, []);

        var (half, frames) = HalfTimeline.Of(film, 6000);

        Assert.Equal([0, 3, 5, 8], frames);
        Assert.All(Enumerable.Range(0, half.Count), frame => Assert.True(half.CanStartAt(frame)));
    }

    [Fact]
    public void Of_FilmAndFields_NumbersTheirPictures()
    {
        var every = Timeline.FromSource(new Rational(1, 90_000), [.. Enumerable.Range(100, 10).Select(frame => frame * 3003L)], 3003, []);

        var film = HalfTimeline.Of(FilmTimeline.Of(every, CadenceSearch.Find(CadenceSearchTests.Film(10, 2))), 6000);
        var fields = HalfTimeline.Of(FieldTimeline.Of(every), 6000);

        // Of 0 1 3 4 5 6 8 9, which are the film's.
        Assert.Equal([0, 3, 5, 8], Pictures(film.Timeline));
        Assert.Equal([0, 2, 4, 6], film.Frames);
        Assert.Equal(Enumerable.Range(0, 10).Select(frame => 2 * frame), Pictures(fields.Timeline));
        Assert.All(Enumerable.Range(0, 10), frame => Assert.Equal(every.SourceTime(frame) * 2, fields.Timeline.SourceTime(frame)));
    }

    [Fact]
    public void Of_AnyTimeline_HasThePlanOfTheWhole()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var film = RandomTimelines.Create(seed);
            film = film.WithCuts(Enumerable.Range(1, film.Count - 1).Where(_ => random.Next(25) == 0));
            var (segmentMs, shotAligned) = (random.Next(100, 7000), random.Next(2) == 0);

            var (half, frames) = HalfTimeline.Of(film, segmentMs, shotAligned: shotAligned);

            Assert.Equal(film.TotalDuration, half.TotalDuration);
            Assert.Equal(frames.Select(film.PresentationTime), Enumerable.Range(0, half.Count).Select(half.PresentationTime));
            Assert.Equal(frames.Select(film.SourceTime), Enumerable.Range(0, half.Count).Select(half.SourceTime));
            AssertPlannedAlike(film, half, segmentMs, shotAligned);
        }
    }

    [Fact]
    public void ReadFrom_Half_GivesItBack()
    {
        var half = HalfTimeline.Of(Steady(new Rational(1, 50), 99).WithCuts([33]), 2000).Timeline;
        using var stream = new MemoryStream();
        half.WriteTo(stream);
        stream.Position = 0;

        var read = Timeline.ReadFrom(stream);

        Assert.Equal(Pictures(half), Pictures(read));
        Assert.Equal((half.TotalDuration, half.ShowsSourceTimes, half.KeepsEveryPicture), (read.TotalDuration, read.ShowsSourceTimes, read.KeepsEveryPicture));
        Assert.Equal(half.Cuts, read.Cuts);
    }

    private static void AssertPlannedAlike(Timeline film, Timeline half, long segmentMs, bool shotAligned)
    {
        var (whole, own) = (new SegmentPlan(film, segmentMs, shotAligned: shotAligned), new SegmentPlan(half, segmentMs, shotAligned: shotAligned));
        Assert.Equal(whole.KeyFrames.Select(film.PresentationTime), own.KeyFrames.Select(half.PresentationTime));
        Assert.Equal(whole.SegmentStarts.Select(film.PresentationTime), own.SegmentStarts.Select(half.PresentationTime));
        Assert.Equal(whole.ShotStarts.Select(film.PresentationTime), own.ShotStarts.Select(half.PresentationTime));
        Assert.Equal(whole.ChunkStarts(3 * segmentMs).Select(film.PresentationTime), own.ChunkStarts(3 * segmentMs).Select(half.PresentationTime));
    }

    private static IEnumerable<int> Pictures(Timeline timeline) => Enumerable.Range(0, timeline.Count).Select(timeline.PictureOf);

    private static Timeline Steady(Rational frame, int count) =>
        Timeline.FromSource(frame, [.. Enumerable.Range(0, count).Select(number => (long)number)], 1, []);
}
