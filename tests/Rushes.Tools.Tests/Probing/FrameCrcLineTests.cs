using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

public sealed class FrameCrcLineTests
{
    [Theory]
    [InlineData("0,     126000,     133200,     3600,   248951, 0x97ddb6b0, S=1,        1", true)]
    [InlineData("0,     129600,     147600,     3600,    11694, 0x41b9c501, F=0x0, S=1,        1", false)]
    [InlineData("0, 1, 2, 3, 440, 0xfa8d1376", true)]
    [InlineData("0, 1, 2, 3, 440, 0xfa8d1376, F=0x5", true)]
    [InlineData("0, 1, 2, 3, 440, 0xfa8d1376, F=0x4", false)]
    public void TryReadPacket_Flags_TellTheKeys(string line, bool isKey)
    {
        Assert.True(FrameCrcLine.TryReadPacket(line, out var packet));
        Assert.Equal(isKey, packet.IsKey);
    }

    [Fact]
    public void TryReadPacket_NegativeTime_IsRead()
    {
        Assert.True(FrameCrcLine.TryReadPacket("0,     -30000,     -30000,     1500,      440, 0xfa8d1376", out var packet));
        Assert.Equal((-30000L, 1500L), (packet.Time, packet.Duration));
    }

    [Fact]
    public void TryReadPacket_NoTime_IsNull()
    {
        Assert.True(FrameCrcLine.TryReadPacket("0, -9223372036854775808, -9223372036854775808, 0, 440, 0x1", out var packet));
        Assert.Null(packet.Time);
    }

    [Theory]
    [InlineData("#tb 0: 1/90000")]
    [InlineData("")]
    [InlineData("0, 1, 2")]
    [InlineData("0, a, b, c, d, e")]
    public void TryReadPacket_SomethingElse_IsNotAPacket(string line) =>
        Assert.False(FrameCrcLine.TryReadPacket(line, out _));

    [Fact]
    public void ReadHeader_Names_AreToldApart()
    {
        var dimensions = FrameCrcLine.ReadHeader("#dimensions 0: 1920x1080", "dimensions", 'x');
        Assert.Equal((1920L, 1080L), (dimensions!.Numerator, dimensions.Denominator));
        Assert.Null(FrameCrcLine.ReadHeader("#tb 0: 1/90000", "sar", '/'));
        Assert.Null(FrameCrcLine.ReadHeader("#tb 0: 1-90000", "tb", '/'));
    }
}
