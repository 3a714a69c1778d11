using Rushes.Quality.Scores;

namespace Rushes.Quality.Tests.Pool;

public sealed class FrameScoresTests
{
    [Fact]
    public void ReadFrames_WhatWasWritten_ComesBack()
    {
        using var stream = Written();

        var metrics = FrameScores.ReadHeader(stream);

        Assert.Equal(["vmaf", "psnr"], metrics);
        Assert.Equal([(7, 93.5f, 40f), (700_000, 12.25f, 38.5f)], FrameScores.ReadFrames(stream, metrics.Count).Select(frame => (frame.Frame, frame.Scores[0], frame.Scores[1])));
    }

    [Fact]
    public void ReadFrames_CutOff_SaysSo()
    {
        using var stream = Written();
        stream.SetLength(stream.Length - 1);

        var metrics = FrameScores.ReadHeader(stream);

        Assert.Throws<InvalidDataException>(() => FrameScores.ReadFrames(stream, metrics.Count).Count());
    }

    [Fact]
    public void ReadHeader_AnotherFile_IsRefused() => Assert.Throws<InvalidDataException>(() => FrameScores.ReadHeader(new MemoryStream("RTL1 and more"u8.ToArray())));

    private static MemoryStream Written()
    {
        var stream = new MemoryStream();
        FrameScores.WriteHeader(stream, ["vmaf", "psnr"]);
        FrameScores.WriteFrame(stream, 7, [93.5f, 40]);
        FrameScores.WriteFrame(stream, 700_000, [12.25f, 38.5f]);
        stream.Position = 0;
        return stream;
    }
}
