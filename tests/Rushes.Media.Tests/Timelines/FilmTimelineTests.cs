using Rushes.Media.Telecine;
using Rushes.Media.Tests.Telecine;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timelines;

public sealed class FilmTimelineTests
{
    private const int Ticks = 3003;

    [Fact]
    public void Of_Film_IsEvenAt23976()
    {
        var film = FilmTimeline.Of(Frames(100), CadenceSearch.Find(CadenceSearchTests.Film(100, 2)));

        Assert.Equal(80, film.Count);
        Assert.All(Enumerable.Range(0, 80), frame => Assert.Equal(new Rational(1001, 24_000), new Rational(film.Duration(frame), film.Timescale)));
        Assert.Equal(Frames(100).TotalDuration * 4, film.TotalDuration);
        Assert.True(film.IsSteady());
        Assert.False(film.KeepsEveryPicture);
    }

    [Fact]
    public void Of_Film_ShowsTheFramesThatAreNoRepeats()
    {
        var film = FilmTimeline.Of(Frames(12), CadenceSearch.Find(CadenceSearchTests.Film(12, 2)));

        Assert.Equal([0, 1, 3, 4, 5, 6, 8, 9, 10, 11], Enumerable.Range(0, film.Count).Select(film.PictureOf));
        Assert.All(Enumerable.Range(0, film.Count), frame => Assert.Equal(4 * Ticks * (100L + film.PictureOf(frame)), film.SourceTime(frame)));
        Assert.Equal(new Rational(1, 360_000), film.SourceTimeBase);
        Assert.Equal([4 * 100L * Ticks], film.SeekPoints);
    }

    [Fact]
    public void Of_AnyBreaks_RisesAndStaysNearItsTimes()
    {
        var random = new Random(3);
        byte[] differences = [.. Enumerable.Range(0, 40).SelectMany(_ => Part(random))];
        var frames = Frames(differences.Length);

        var cadence = CadenceSearch.Find(differences);
        var film = FilmTimeline.Of(frames, cadence);

        Assert.True(cadence.Breaks > 5);
        var start = film.FirstTime - frames.FirstTime;
        Assert.All(Enumerable.Range(0, film.Count), frame => Assert.InRange(
            film.PresentationTime(frame) + start.CeilingTicks(film.Timescale) - (4 * frames.PresentationTime(film.PictureOf(frame))), -3 * Ticks, Ticks));
    }

    [Fact]
    public void Of_RepeatAtTheEnd_IsLeftOut()
    {
        var film = FilmTimeline.Of(Frames(10), CadenceSearch.Find(CadenceSearchTests.Film(10, 4)));

        Assert.Equal([0, 1, 2, 3, 5, 6, 7, 8], Enumerable.Range(0, film.Count).Select(film.PictureOf));
        Assert.False(film.Slice(0, 4).KeepsEveryPicture);
    }

    [Fact]
    public void Of_Video_IsTheTimelineItself()
    {
        var frames = Frames(20);

        Assert.Same(frames, FilmTimeline.Of(frames, Cadence.OfVideo(20)));
    }

    [Fact]
    public void ReadFrom_Film_GivesItBack()
    {
        var film = FilmTimeline.Of(Frames(100), CadenceSearch.Find(CadenceSearchTests.Film(100, 2)));
        using var stream = new MemoryStream();
        film.WriteTo(stream);
        stream.Position = 0;

        var read = Timeline.ReadFrom(stream);

        Assert.Equal(Described(film), Described(read));
        Assert.Equal(Described(film.Slice(7, 30)), Described(read.Slice(7, 30)));
    }

    [Fact]
    public void Of_Fields_LieHalfway()
    {
        var fields = FieldTimeline.Of(Frames(3));

        Assert.Equal([600L * 1001, 603L * 1001, 606L * 1001, 609L * 1001, 612L * 1001, 615L * 1001], Enumerable.Range(0, 6).Select(fields.SourceTime));
        Assert.All(Enumerable.Range(0, 6), field => Assert.Equal(new Rational(1001, 60_000), new Rational(fields.Duration(field), fields.Timescale)));
        Assert.True(fields.KeepsEveryPicture);
    }

    [Fact]
    public void Of_FieldsOfOddDurations_LieHalfwayToTheNextFrame()
    {
        var fields = FieldTimeline.Of(Timeline.FromSource(new Rational(1, 1000), [0L, 33, 67, 67 + 40], 33, []));

        Assert.Equal([0L, 33, 66, 100, 134, 174, 214, 247], Enumerable.Range(0, 8).Select(fields.PresentationTime));
        Assert.Equal(247 + 33, fields.TotalDuration);
    }

    [Fact]
    public void FromSome_PicturesThatDoNotRise_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Timeline.FromSome(new Rational(1, 25), [0L, 1, 2], [0L, 1, 2], 1, [], [0, 2, 2]));
        Assert.Throws<ArgumentException>(() => Timeline.FromSome(new Rational(1, 25), [0L, 1, 2], [0L, 1, 2], 1, [], [0, 1]));
        Assert.Throws<ArgumentException>(() => Timeline.FromSome(new Rational(1, 25), [0L, 1], [0L, 1], 1, [], [-1, 1]));
    }

    private static IEnumerable<byte> Part(Random random)
    {
        var part = CadenceSearchTests.Film(random.Next(5, 60), random.Next(5));
        return random.Next(4) == 0 ? Enumerable.Repeat((byte)80, part.Length) : part;
    }

    private static Timeline Frames(int count) =>
        Timeline.FromSource(new Rational(1, 90_000), [.. Enumerable.Range(100, count).Select(frame => (long)frame * Ticks)], Ticks, [100L * Ticks]);

    private static IEnumerable<(long, int, long, long)> Described(Timeline timeline) => Enumerable.Range(0, timeline.Count)
        .Select(frame => (timeline.SourceTime(frame), timeline.PictureOf(frame), timeline.PresentationTime(frame), timeline.Duration(frame)));
}
