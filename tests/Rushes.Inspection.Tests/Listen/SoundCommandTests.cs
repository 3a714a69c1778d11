using Rushes.Contracts;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Listen;

public sealed class SoundCommandTests
{
    [Fact]
    public void Graph_OfStereo_ComparesTheSides()
    {
        var graph = Graph("stereo", 2);
        Assert.StartsWith("[0:3]aformat=sample_fmts=dblp:sample_rates=48000:channel_layouts=stereo,asettb=1/48000,asplit=5[in0][in1][in2][in3][in4];", graph, StringComparison.Ordinal);
        Assert.Contains("pan=2C|c0=0.5*c0+0.5*c1|c1=0.5*c0-0.5*c1,asetnsamples=n=4800:p=0", graph, StringComparison.Ordinal);
        Assert.DoesNotContain("highpass", graph, StringComparison.Ordinal);
        Assert.EndsWith("[out4]", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void Graph_OfSurround_LooksAboveTheLowFrequencies() =>
        Assert.Contains("highpass=f=400", Graph("5.1(side)", 6), StringComparison.Ordinal);

    [Fact]
    public void Graph_OfMono_HasNoPairs() => Assert.DoesNotContain("pan=", Graph("mono", 1), StringComparison.Ordinal);

    [Fact]
    public void Graph_OfAnUnknownLayout_NamesNone() => Assert.DoesNotContain("channel_layouts", Graph("", 16), StringComparison.Ordinal);

    [Fact]
    public void For_AnyFile_OpensThatFileAlone()
    {
        var arguments = SoundCommand.For("/films/a.mov", 3, Plan("mono", 1));
        Assert.Contains("file:/films/a.mov", arguments);
        Assert.Contains("-protocol_whitelist", arguments);
        Assert.Contains("-copyts", arguments);
        Assert.Equal(["[out0]", "[out1]", "[out2]", "[out3]"], arguments.Zip(arguments.Skip(1)).Where(pair => pair.First == "-map").Select(pair => pair.Second));
    }

    private static string Graph(string layout, int channels) => SoundCommand.Graph(3, Plan(layout, channels));

    private static ChannelPlan Plan(string layout, int channels) =>
        ChannelPlan.Of(new AudioTrack { SampleRate = 48_000, Layout = layout, Channels = channels });
}
