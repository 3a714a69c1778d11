using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Recipes;
using Rushes.Media.Conformance;

namespace Rushes.Encoding.Tests;

public sealed class RunBufferTests
{
    private static readonly FrameRange Video = new() { From = 50, To = 350 };

    [Theory]
    [InlineData(0, 100, 0.9, 0.8)]
    [InlineData(100, 200, 0.8, 0.8)]
    [InlineData(200, 300, 0.8, 0)]
    [InlineData(0, 300, 0.9, 0)]
    public void Of_PieceOfAv1_FindsWhatTheOneBeforeHasToLeave(long from, long to, double found, double left)
    {
        Assert.Equal(new DecoderBuffer(2_000, 3_000, found, left), Of(CodecFormat.Av1, new RateControl { Maxrate = 2_000, Buffer = 3_000 }, from, to));
    }

    [Theory]
    [InlineData(CodecFormat.Avc, 2_000, 3_000)] // x264 keeps it
    [InlineData(CodecFormat.Av1, 0, 0)]
    public void Of_NothingToKeepOrAnEncoderThatDoes_IsNone(CodecFormat format, long maxrate, long buffer)
    {
        Assert.Null(Of(format, new RateControl { Maxrate = maxrate, Buffer = buffer }, 100, 200));
    }

    private static DecoderBuffer? Of(CodecFormat format, RateControl rate, long from, long to) =>
        RunBuffer.Of(VideoFormats.Of(new Recipe { Codec = new Codec { Format = format } }), rate, new FrameRange { From = from, To = to }, Video);
}
