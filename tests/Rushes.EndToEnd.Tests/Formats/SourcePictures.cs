using System.Globalization;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>What FFmpeg decodes of a file, upright: the time and digest of each frame, and a small picture of it.</summary>
/// <param name="Width">Of the first frame.</param>
/// <param name="Height">Of the first frame.</param>
/// <param name="Frames">In the order of presentation.</param>
/// <param name="Small">The luma of every frame at <see cref="SmallWidth"/> by <see cref="SmallHeight"/>.</param>
internal sealed record SourcePictures(int Width, int Height, IReadOnlyList<HashedFrame> Frames, byte[] Small)
{
    public const int SmallWidth = 32;
    public const int SmallHeight = 18;
    private const int SmallSize = SmallWidth * SmallHeight;

    public static async Task<SourcePictures> ReadAsync(string path, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var frames = await FrameHashes.ReadAsync(path, "0:v:0", cancellationToken);
        var scale = string.Create(CultureInfo.InvariantCulture, $"scale={SmallWidth}:{SmallHeight}:flags=area:out_range=tv,format=yuv420p,extractplanes=y");
        var small = await TestMedia.MakeAsync(
            folder["small.gray"], ["-copyts", "-threads", "1", "-i", path, "-map", "0:v:0", "-vf", scale, "-fps_mode", "passthrough", "-f", "rawvideo"], cancellationToken);
        var (width, height) = await SizeAsync(path, cancellationToken);
        return new SourcePictures(width, height, frames, await File.ReadAllBytesAsync(small, cancellationToken));
    }

    /// <summary>The small picture of a frame.</summary>
    public ReadOnlySpan<byte> this[int frame] => Small.AsSpan(frame * SmallSize, SmallSize);

    private static async Task<(int Width, int Height)> SizeAsync(string path, CancellationToken cancellationToken)
    {
        const string Mark = "#dimensions 0: ";
        var ffmpeg = await TestMedia.FfmpegAsync();
        var size = (0, 0);
        await TestMedia.Runner.RunAsync(
            new(ffmpeg.Path, ["-nostdin", "-v", "error", "-i", path, "-map", "0:v:0", "-frames:v", "1", "-f", "framecrc", "-"])
            {
                OnOutputLine = line =>
                {
                    if (line.StartsWith(Mark, StringComparison.Ordinal))
                    {
                        var sides = line[Mark.Length..].Split('x');
                        size = (int.Parse(sides[0], CultureInfo.InvariantCulture), int.Parse(sides[1], CultureInfo.InvariantCulture));
                    }
                },
            },
            cancellationToken);
        return size;
    }
}
