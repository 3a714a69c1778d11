using Rushes.Contracts;
using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

public sealed class ChannelPlanTests
{
    [Theory]
    [InlineData("mono", 1, "FC", -1, 0)]
    [InlineData("stereo", 2, "FL FR", -1, 1)]
    [InlineData("5.1(side)", 6, "FL FR FC LFE SL SR", 3, 2)]
    [InlineData("7.1", 8, "FL FR FC LFE BL BR SL SR", 3, 3)]
    [InlineData("", 2, "FL FR", -1, 1)]
    [InlineData("", 6, "FL FR FC LFE BL BR", 3, 2)]
    [InlineData("", 3, "1 2 3", -1, 0)]
    [InlineData("hexadecagonal", 3, "1 2 3", -1, 0)]
    [InlineData("stereo", 3, "1 2 3", -1, 0)]
    [InlineData("", 0, "FC", -1, 0)]
    public void Of_Layout_NamesChannels(string layout, int channels, string names, int lfe, int pairs)
    {
        var plan = ChannelPlan.Of(new AudioTrack { Layout = layout, Channels = channels, SampleRate = 44_100 });
        Assert.Equal((names, lfe, pairs, 44_100), (string.Join(' ', plan.Names), plan.LfeIndex, plan.Pairs.Count, plan.SampleRate));
    }

    [Fact]
    public void Of_NoLayout_SaysNone() => Assert.Null(ChannelPlan.Of(new AudioTrack { Channels = 6 }).Layout);
}
