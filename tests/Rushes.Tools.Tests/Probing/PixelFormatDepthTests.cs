using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

public sealed class PixelFormatDepthTests
{
    [Theory]
    [InlineData("yuv420p", 0, 8)]
    [InlineData("yuvj420p", 8, 8)]
    [InlineData("nv12", 8, 8)]
    [InlineData("rgb24", 8, 8)]
    [InlineData("yuv420p10le", 10, 10)]
    [InlineData("yuv422p10be", 0, 10)]
    [InlineData("yuva444p12le", 12, 12)]
    [InlineData("gbrp14le", 0, 14)]
    [InlineData("gray16le", 0, 16)]
    [InlineData("p010le", 0, 10)]
    [InlineData("p210le", 0, 10)]
    [InlineData("rgb48le", 12, 16)]
    [InlineData("xyz12le", 12, 12)]
    [InlineData("", 10, 10)]
    [InlineData("", 0, 0)]
    public void Of_Name_GivesBits(string pixelFormat, int rawBits, int expected) =>
        Assert.Equal(expected, PixelFormatDepth.Of(pixelFormat, rawBits));
}
