using System.Globalization;
using Rushes.Contracts;
using Rushes.Inspection.Motion;
using Rushes.Inspection.Pictures;
using Rushes.Media.Fingerprints;
using Rushes.Tools.Commands;
using Rushes.Tools.Cutting;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Measure;

/// <summary>
/// The command that measures some of the pictures, in one decode for all measures. Pure.
/// <para>Every frame: fields (<c>idet</c>), black borders (<c>cropdetect</c>), how it differs from the one before, and a small picture, in which
/// steps, edges and motion are measured. Some frames: levels (<c>signalstats</c>, which takes longer than the decode), how lines differ from the next and from the next but one, and a
/// small picture in colour.</para>
/// </summary>
/// <param name="track">Of the source.</param>
/// <param name="cut">Which pictures.</param>
/// <param name="media">Local path.</param>
/// <param name="folder">Gets <see cref="MeasureFiles"/>.</param>
internal sealed class MeasureCommand(VideoTrack track, PictureCut cut, string media, string folder)
{
    private const string Means = "flags=area+accurate_rnd+bitexact";

    /// <summary>Bits of the samples that levels are told of.</summary>
    public static int LevelBits(VideoTrack track) => track.BitDepth > 8 && !RgbPixels.Has(track.PixelFormat) ? 10 : 8;

    // Ranges are not converted: those that mean the full one by their name stay what they are.
    private string LevelFormats => LevelBits(track) > 8
        ? "yuv420p10le|yuv422p10le|yuv444p10le"
        : "yuv420p|yuv422p|yuv444p|yuv410p|yuv411p|yuv440p|yuvj420p|yuvj422p|yuvj444p|yuvj411p|yuvj440p";

    private static readonly string Cells = $"scale={Fingerprint.Columns}:{Fingerprint.Rows}:{Means},format=gray";

    /// <param name="seek">False: from the start of the source.</param>
    public IReadOnlyList<string> Build(bool seek) => new FFmpegCommand()
        .Global("-copyts")
        .Input(media, seek ? [.. cut.SeekOptions(), "-threads", "1"] : ["-threads", "1"])
        .FilterGraph(Graph())
        .Discard([.. cut.ProofOptions("proof", Path.Combine(folder, MeasureFiles.Times))])
        // Not by nullsink: FFmpeg 7.0 fails at the end of a graph that has some.
        .Discard(Passed("fields"))
        .Discard(Passed("leveled"))
        .Output(Path.Combine(folder, MeasureFiles.Differences), Raw("differences"))
        .Output(Path.Combine(folder, MeasureFiles.Pictures), Raw("pictures"))
        .Output(Path.Combine(folder, MeasureFiles.Lines), Raw("combs"))
        .Output(Path.Combine(folder, MeasureFiles.Colours), Raw("colours"))
        .ReportProgress().Arguments;

    private string Graph()
    {
        string[] pictures = [.. cut.Filters(), .. RgbPixels.Has(track.PixelFormat) ? [$"scale={Means}:out_color_matrix=bt709:out_range=tv", "format=yuv444p"] : Array.Empty<string>()];
        return string.Join(
            ';',
            $"[0:{track.StreamIndex}]{string.Join(',', pictures)},split=5[frames][each][moving][whole][some]",
            $"[frames]{cut.ProofFilter()}[proof]",
            // Blocks of two luma samples: no border is that thin, and none must be odd.
            $"[each]idet,cropdetect=round=2:skip=0:reset=1,metadata=print:file={MeasureFiles.Frames}[fields]",
            // The first one against itself: of a single frame there would be no difference, and FFmpeg fails where an output gets nothing.
            // Four times the difference: half a level of noise can be told from one.
            $"[moving]extractplanes=y,tpad=start=1:start_mode=clone,tblend=all_mode=difference,lut=c0=min(4*val\\,maxval),{Cells}[differences]",
            $"[whole]scale={SmallPicture.Width}:{SmallPicture.Height}:{Means},format=gray[pictures]",
            string.Create(CultureInfo.InvariantCulture, $"[some]select=not(mod(n+{cut.Proven.From}\\,{FilmMeasures.SampleDistance})),split=3[levels][small][lines]"),
            $"[levels]format={LevelFormats},signalstats=stat=brng,metadata=print:file={MeasureFiles.Levels}[leveled]",
            "[lines]extractplanes=y,split[near][far]",
            $"[near]convolution=0m=1 -2 1:0mode=column:0rdiv=1,{Cells}[next]",
            $"[far]convolution=0m=1 0 -2 0 1:0mode=column:0rdiv=1,{Cells}[nextbutone]",
            "[next][nextbutone]vstack[combs]",
            string.Create(CultureInfo.InvariantCulture, $"[small]scale={ColourBars.Columns}:{ColourBars.Rows}:{Means}:out_range=tv,format=yuv444p[colours]"));
    }

    private static string[] Raw(string pad) => [.. Counted(pad), "-f", "rawvideo"];

    private static string[] Passed(string pad) => [.. Counted(pad), "-c:v", "wrapped_avframe"];

    // Pictures are counted, not timed: without setts a time that does not rise would lose one.
    private static string[] Counted(string pad) => ["-map", $"[{pad}]", "-fps_mode", "passthrough", "-enc_time_base", "filter", "-bsf:v", "setts=ts=N"];
}
