using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Tools.Probing;

/// <summary>
/// Decodes the picture track once and notes the time of every frame. The same FFmpeg that will encode does it, so frame n here
/// is frame n there: demuxers hide packets (edit lists), decoders drop frames (no key yet) and repeat none.
/// <para>Two processes read the file side by side. One decodes: its lines are the frames. One only reads packets: its lines
/// say where the key packets are. They are apart because FFmpeg ends a run as soon as one packet without any time is to be
/// copied (program streams have such); frames have times all the same. If that second process ends badly, the
/// keys that it saw are still right, and fewer keys only mean longer seeks.</para>
/// <para>Memory is three numbers a frame; pictures, where they are wanted, go from the same decode to a file.</para>
/// </summary>
public sealed class FrameScan(IToolRunner runner, ToolInstallation ffmpeg)
{
    /// <summary>
    /// A file that gets a fingerprint's picture of each frame, in the order of the times; <see langword="null"/>: none is made.
    /// </summary>
    public string? PicturesPath { get; init; }

    /// <summary>A file that digests of packets pass through; <see langword="null"/>: coded groups are not digested.</summary>
    public string? DigestsPath { get; init; }

    /// <summary>What there is a picture of: film frames have as many as decoded frames, repeats still among them; fields twice as many.</summary>
    public TimelinePictures Pictures { get; init; }

    /// <summary>Of film: a file beside that of the pictures, of cells as they have, that gets how each picture but the first differs from the one before.</summary>
    public string? DifferencesPath { get; init; }

    private readonly ListingTool _tool = new(runner, ffmpeg);

    /// <param name="path">A local file that <see cref="MediaProbe"/> has accepted.</param>
    /// <param name="video">Its picture track.</param>
    /// <param name="onProgress">Called now and then with the number of frames so far.</param>
    public async Task<ScanOutcome> RunAsync(
        string path, ProbedVideo video, Action<long>? onProgress, CancellationToken cancellationToken)
    {
        var packets = new PacketListing();
        var packetLog = new ScanLog();
        var decode = DecodeAsync(path, video, onProgress, cancellationToken);
        var demux = new PacketScan(runner, ffmpeg).RunAsync(path, video.StreamIndex, DigestsPath, packets, packetLog, cancellationToken);
        await Task.WhenAll(decode, demux);
        var ((decoded, frames, log), demuxed) = (await decode, await demux);

        if (log.Truncation is not null || packetLog.Truncation is not null)
            return new ScanOutcome.Refused(InputFailure.Truncated(path, "samples of the picture track lie beyond its end"));
        if (log.NoDecoder)
            return new ScanOutcome.Refused(InputFailure.UnknownCodec(path, video.Codec));
        // FFmpeg's own exit code for damaged input is not 0 in every version; frames tell whether there is something to work on.
        if (ListingTool.WasKilled(decoded))
            return new ScanOutcome.Refused(decoded.ToFailure("scan.failed", new Place { Path = path }));
        if (frames.Count == 0)
            return new ScanOutcome.Refused(Nothing(path, packets, demuxed, log));
        var scanned = frames.ToScannedFrames(packets, log);
        if (!HasTimeline(scanned))
            return new ScanOutcome.Refused(InputFailure.Times(path));
        // What is made of damage may depend on all that was decoded before it.
        var groups = DigestsPath is not null && scanned.DecodeErrorCount == 0 ? await PacketScan.GroupsAsync(packets, demuxed, DigestsPath, cancellationToken) : null;
        return new ScanOutcome.Scanned(scanned with { Groups = groups });
    }

    // Nobody may say how long the last frame is shown: hardly for longer than all before it.
    private static bool HasTimeline(ScannedFrames frames)
    {
        var (timeBase, first, last) = (frames.TimeBase, frames.PresentationTimes[0], frames.PresentationTimes[^1]);
        return timeBase.Denominator > 0
            && Timeline.CanHold(new MediaRational(timeBase.Numerator, timeBase.Denominator), first, last + Math.Max(frames.LastDuration, last - first));
    }

    /// <summary>
    /// Chunks are decoded on one thread. So is the scan where the decoder complains: what is made of damage, even how
    /// many frames, depends on the threads. Where it does not complain they are the same, and several are faster.
    /// </summary>
    private async Task<(ToolResult Result, FrameListing Frames, ScanLog Log)> DecodeAsync(
        string path, ProbedVideo video, Action<long>? onProgress, CancellationToken cancellationToken)
    {
        var pictures = PicturesPath is null ? null : ScanPictures.Of(video, Pictures, PicturesPath) with { DifferencesPath = DifferencesPath };
        var fast = await DecodeAsync(ScanCommand.Frames(path, video.StreamIndex, pictures));
        return fast.Log.ErrorCount == 0 || ListingTool.WasKilled(fast.Result) || fast.Log.NoDecoder
            ? fast
            : await DecodeAsync(ScanCommand.FramesOnOneThread(path, video.StreamIndex, pictures));

        async Task<(ToolResult Result, FrameListing Frames, ScanLog Log)> DecodeAsync(IReadOnlyList<string> arguments)
        {
            var (frames, log) = (new FrameListing(onProgress), new ScanLog());
            return (await _tool.RunAsync(path, arguments, PicturesPath, frames.Read, log, cancellationToken), frames, log);
        }
    }

    private static Failure Nothing(string path, PacketListing packets, ToolResult demuxed, ScanLog log) =>
        packets.Count == 0 && demuxed.Succeeded ? InputFailure.ZeroLength(path) : InputFailure.NoFrames(path, log.Errors);
}
