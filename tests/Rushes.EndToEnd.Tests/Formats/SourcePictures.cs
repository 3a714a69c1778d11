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
        string[] everyFrame = ["-map", "0:v:0", "-fps_mode", "passthrough"];
        var scale = string.Create(CultureInfo.InvariantCulture, $"scale={SmallWidth}:{SmallHeight}:flags=area:out_range=tv,format=yuv420p,extractplanes=y");
        var small = await TestMedia.MakeAsync(
            folder["small.gray"],
            [
                "-copyts", "-threads", "1", "-i", path, .. everyFrame, "-enc_time_base", "demux", "-f", "framemd5", folder["frames.md5"],
                .. everyFrame, "-vf", scale, "-f", "rawvideo",
            ],
            cancellationToken);
        return Parse(await File.ReadAllLinesAsync(folder["frames.md5"], cancellationToken), await File.ReadAllBytesAsync(small, cancellationToken));
    }

    /// <summary>The small picture of a frame.</summary>
    public ReadOnlySpan<byte> this[int frame] => Small.AsSpan(frame * SmallSize, SmallSize);

    private static SourcePictures Parse(IReadOnlyList<string> lines, byte[] small)
    {
        var timeBase = Pair("#tb 0: ", '/');
        var (width, height) = Pair("#dimensions 0: ", 'x');
        var frames = lines.Where(line => line[0] != '#').Select(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Select(fields => new HashedFrame(long.Parse(fields[2], CultureInfo.InvariantCulture) * timeBase.First, timeBase.Second, fields[5]));
        return new SourcePictures(width, height, [.. frames], small);

        (int First, int Second) Pair(string mark, char between)
        {
            var values = lines.Single(line => line.StartsWith(mark, StringComparison.Ordinal))[mark.Length..].Split(between);
            return (int.Parse(values[0], CultureInfo.InvariantCulture), int.Parse(values[1], CultureInfo.InvariantCulture));
        }
    }
}
