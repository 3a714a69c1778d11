using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Tools.Commands;
using Rushes.Tools.Cutting;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Cli.Jobs;

/// <summary>Makes small pictures of single frames of a source, the very frames that are asked for.</summary>
/// <param name="ffmpeg">Makes them.</param>
/// <param name="runner">In the sandbox that the machine offers.</param>
/// <param name="source">Absolute path.</param>
/// <param name="folder">For files under way; of nobody else.</param>
internal sealed class FaultShooting(ToolInstallation ffmpeg, IToolRunner runner, string source, string folder)
{
    private const int Longest = 320;

    // Without key frames each picture is a decode from the start: a page is not worth hours.
    private static readonly ToolLimits Limits = ToolLimits.Default with { Wall = TimeSpan.FromMinutes(1), OutputBytes = 16 << 20 };

    private bool _isTooSlow;

    /// <returns>JPEG; null: there is none, as where the frame cannot be decoded alone.</returns>
    public async Task<byte[]?> ShootAsync(VideoTrack track, Timeline timeline, int frame, CancellationToken cancellationToken)
    {
        if (_isTooSlow)
        {
            return null;
        }

        var name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"frame-{frame}.jpg"));
        var result = await runner.RunAsync(
            new ToolInvocation(ffmpeg.Path, Command(track, new PictureCut(track, timeline, frame, frame + 1), name)) { Inputs = [source], Outputs = folder, Limits = Limits },
            cancellationToken);
        _isTooSlow = result.End == ToolEnd.WallTime;
        return result.Succeeded && File.Exists(name) ? await File.ReadAllBytesAsync(name, cancellationToken) : null;
    }

    private IReadOnlyList<string> Command(VideoTrack track, PictureCut cut, string output) => new FFmpegCommand()
        .Global("-copyts")
        .Input(source, [.. cut.SeekOptions(), "-threads", "1"])
        .FilterGraph($"[0:{track.StreamIndex}]{string.Join(',', cut.Filters())},settb=1/25,setpts=N,{Small(track)}[shown]")
        .Output(output, "-map", "[shown]", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-fflags", "+bitexact", "-flags", "+bitexact", "-update", "1", "-f", "image2")
        .ReportProgress().Arguments;

    // Square pixels, in the colours that JPEG has; small before tones are mapped, which is done in floating point.
    private static string Small(VideoTrack track)
    {
        var (width, height) = Size(track);
        var size = string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}:flags=bicubic");
        return string.Join(',', [size, .. ToneMapping.Filters(track.Colour), "scale=flags=bicubic:out_color_matrix=bt601:out_range=pc", "setsar=1", "format=yuvj420p"]);
    }

    internal static (int Width, int Height) Size(VideoTrack track)
    {
        var aspect = track.PixelAspect is { Numerator: > 0, Denominator: > 0 } pixel ? (double)pixel.Numerator / pixel.Denominator : 1;
        var (width, height) = (track.Upright.Width * aspect, (double)track.Upright.Height);
        var scale = Longest / Math.Max(width, height);
        return (Even(width * scale), Even(height * scale));
    }

    private static int Even(double length) => Math.Max(2, 2 * (int)Math.Round(length / 2));
}
