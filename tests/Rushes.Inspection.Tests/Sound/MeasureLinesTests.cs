using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

public sealed class MeasureLinesTests
{
    private readonly List<string> _blocks = [];

    [Fact]
    public void Read_TwoBlocks_GivesEachWhole()
    {
        var lines = new MeasureLines(2, block => _blocks.Add(FormattableString.Invariant(
            $"{block.Label} {block.Time} {block.Samples} {block.Channels[0].Rms:0.##} {block.Channels[1].Rms:0.##} {block.Integrated}")));
        foreach (var line in new[]
        {
            "noise=1", "frame:0    pts:-480    pts_time:-0.01", "lavfi.astats.1.RMS_level=-6.0206", "lavfi.astats.2.RMS_level=-inf", "lavfi.astats.3.RMS_level=0",
            "lavfi.astats.Overall.Number_of_samples=4800.000000", "rushes=whole",
            "frame:1    pts:4320    pts_time:0.09", "lavfi.r128.I=-23.500", "lavfi.astats.1.RMS_level=nan", "rushes=loudness",
        })
        {
            lines.Read(line);
        }

        lines.Finish();
        lines.Finish();
        Assert.Equal(["whole -480 4800 0.5 0 NaN", "loudness 4320 0 0 0 -23.5"], _blocks);
    }

    [Fact]
    public void Read_Zeros_GivesWhereAndHowLong()
    {
        var lines = new MeasureLines(1, block => _blocks.Add(FormattableString.Invariant($"{block.Channels[0].ZerosBegan} {block.Channels[0].ZerosEnded}")));
        foreach (var line in new[] { "frame:0 pts:0", "lavfi.silence_start.1=0.5", "frame:1 pts:9", "lavfi.silence_end.1=1", "lavfi.silence_duration.1=0.5" })
        {
            lines.Read(line);
        }

        lines.Finish();
        Assert.Equal(["True 0", "False 0.5"], _blocks);
    }

    [Theory]
    [InlineData("frame:")]
    [InlineData("frame:x pts:y")]
    [InlineData("=")]
    public void Read_Nonsense_IsPassedOver(string line)
    {
        var lines = new MeasureLines(1, block => _blocks.Add(block.Label));
        lines.Read(line);
        lines.Read("rushes=whole");
        lines.Finish();
        Assert.Empty(_blocks);
    }
}
