using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>All frames of a source as FFmpeg decodes them, made as small as thumbnails.</summary>
internal static class ThumbnailFrames
{
    public static async Task<List<(double Seconds, byte[] Luma)>> DecodeAsync(string source, int width, int height, CancellationToken cancellationToken)
    {
        var times = await FrameHashes.ReadAsync(source, "0:v:0", cancellationToken);
        var pixels = await LumaAsync(source, $"scale={width}:{height}", cancellationToken);
        Assert.Equal((long)times.Count * width * height, pixels.Length);
        return [.. times.Zip(pixels.Chunk(width * height), (frame, luma) => ((double)frame.Ticks / frame.Timescale, luma))];
    }

    /// <summary>Eight bits for each pixel, frame after frame.</summary>
    public static async Task<byte[]> LumaAsync(string path, string filter, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var raw = await TestMedia.MakeAsync(
            folder["luma"], ["-i", path, "-map", "0:v:0", "-vf", $"{filter},format=gray", "-fps_mode", "passthrough", "-f", "rawvideo"], cancellationToken);
        return await File.ReadAllBytesAsync(raw, cancellationToken);
    }
}
