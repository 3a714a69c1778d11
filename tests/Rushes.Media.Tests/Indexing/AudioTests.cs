using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;
using Rushes.Media.Tests.Isobmff;

namespace Rushes.Media.Tests.Indexing;

public sealed class AudioTests
{
    [Fact]
    public void Starts_OfSegments_AreTheUnitsInWhichBordersFall()
    {
        // Unit u covers (u-1)*1024 .. u*1024 of 48000 a second; 2 s = 96000 lies in unit 94 (95232 .. 96256).
        var audio = Indexes.Audio(300);
        Assert.Equal([0, 94, 188, 282], AudioSegments.Starts(audio, 2000));
        Assert.Equal([0], AudioSegments.Starts(audio, 60_000));
    }

    [Fact]
    public void Starts_OnAUnitsBorder_TakeThatUnit()
    {
        // 1024 samples are 64/3000 s; 64 ms are exactly three units.
        Assert.Equal([0, 4, 7], AudioSegments.Starts(Indexes.Audio(10), 64));
    }

    [Fact]
    public void Starts_OfSegmentsShorterThanAUnit_AreAllUnits() =>
        Assert.Equal([0, 1, 2, 3, 4], AudioSegments.Starts(Indexes.Audio(5), 1));

    [Fact]
    public void Base_HoldsPrimingAndDecodeDelay()
    {
        Assert.Equal(1, PackageBase.Seconds(Rational.Zero));
        Assert.Equal(new Rational(1024, 48000), PackageBase.DecodeLead(Indexes.Audio(5)));

        // Two seconds a frame: decoded up to two seconds ahead.
        var slow = PackageBase.DecodeLead(Indexes.Video(10, 1, 2, 5, 10, _ => 5));
        Assert.Equal((new Rational(2, 1), 2), (slow, PackageBase.Seconds(slow)));
    }

    [Fact]
    public async Task Build_OfVideo_IsRefused()
    {
        var chunk = await SyntheticChunk.ChunkAsync(0, SyntheticChunk.Video([0], keys: [0]));
        var problem = Assert.Single(AudioIndex.Build(chunk, 1024).Problems);
        Assert.Equal(IndexProblemCodes.FormatUnknown, problem.Code);
    }
}
