using Rushes.Contracts;
using Rushes.Inspection.Functions.Scan;
using Rushes.Media.Timelines;
using Rushes.Tools.Probing;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Inspection.Tests.Timing;

public sealed class DamagedPicturesTests
{
    [Theory]
    [InlineData(new long[] { 5 }, "5-10")]
    [InlineData(new long[] { 25, 7, 5, 10 }, "5-20 25-30")] // what touches is one place
    [InlineData(new long[] { 0, 10, 20 }, "0-30")]
    [InlineData(new long[] { }, "0-30")]                    // nobody knows where
    [InlineData(new long[] { 30, 99 }, "0-30")]
    public void Find_Complaints_AreFromTheFrameToTheNextWholeKeyFrame(long[] times, string expected)
    {
        long[] frames = [.. Enumerable.Range(0, 30).Select(frame => (long)frame)];
        var timeline = Timeline.FromSource(new MediaRational(1, 25), frames, 1, [0, 10, 20]);
        var scanned = new ScannedFrames(new Rational(), new Resolution(), new Rational(), frames, frames, 1, [0, 10, 20])
        {
            DecodeErrorCount = 9, DecodeErrors = ["first"], DamagedTimes = times,
        };

        var found = DamagedPictures.Find(scanned, timeline).ToArray();

        Assert.Equal(expected, string.Join(' ', found.Select(finding => $"{finding.Frames.From}-{finding.Frames.To}")));
        Assert.All(found, finding => Assert.True(finding is { TellsOfDamage: true, Severity: Severity.Warning }));
    }
}
