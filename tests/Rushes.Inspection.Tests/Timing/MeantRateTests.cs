using Rushes.Contracts;
using Rushes.Inspection.Functions.Scan;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Inspection.Tests.Timing;

public sealed class MeantRateTests
{
    private const int Frames = 300;

    [Theory]
    [InlineData(30000, 1001, 1, 9000, null, "30000/1001")] // a telephone holds its last frame, and averages
    [InlineData(30000, 1001, 3, 2002, null, "30000/1001")] // three frames dropped
    [InlineData(90000, 1501.5, 2, 3003, null, "60000/1001")] // ticks that are rounded, and two dropped
    [InlineData(600, 20.02, 0, 0, "30000/1001", "30000/1001")] // rounded alone: what the file says
    [InlineData(1000, 33.3667, 3, 67, "30000/1001", "30000/1001")] // rounded, and three dropped
    [InlineData(30000, 1001, 0, 0, "300000/10201", "30000/1001")] // the file says that it is longer than its frames
    [InlineData(30000, 1001, 0, 0, "2997/100", "2997/100")] // what people write
    [InlineData(1000, 40, 29, 200, null, "25/1")] // a tenth
    [InlineData(1000, 40, 150, 80, null, "50/3")] // no rate at all: the average
    public void Of_FramesAndWhatIsStated_IsWhatIsMeant(int timescale, double duration, int exceptions, int length, string? stated, string expected)
    {
        var (times, exact) = (new List<long>(), 0.0);
        for (var frame = 0; frame < Frames; frame++)
        {
            times.Add((long)Math.Round(exact));
            exact += frame >= Frames - exceptions ? length : duration;
        }

        var timeline = Timeline.FromSource(new MediaRational(1, timescale), times, (long)Math.Round(exact) - times[^1], [0]);
        var said = stated is null ? new MediaRational((long)Frames * timescale, timeline.TotalDuration) : MediaRational.Parse(stated);

        var rate = MeantRate.Of(new VideoTrack { FrameRate = new Rational { Numerator = said.Numerator, Denominator = said.Denominator } }, timeline, null);

        // Near enough to be taken for it.
        Assert.InRange((rate / MediaRational.Parse(expected)).ToSeconds(), 0.9995, 1.0005);
    }
}
