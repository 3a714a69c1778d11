using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Cutting;

/// <summary>What <see cref="FrameScan"/> does, of some frames of a film alone, and only where its packets tell its frames.</summary>
/// <remarks>
/// A decoder that starts inside a film may complain before it has all that it needs, about frames that nobody wants; only what it says
/// later counts. FFmpeg says it before the frame that is meant comes out, by as many frames as are on the way through it, <see cref="OnTheWay"/> at most:
/// of the first so many of a part it may seem to be about earlier ones. Whoever decodes parts lets each go on so far into the next one.
/// </remarks>
public sealed class PartScan(IToolRunner runner, ToolInstallation ffmpeg)
{
    /// <summary>Frames: 16 threads of a decoder, 16 for their order, and packets that are read ahead.</summary>
    public const int OnTheWay = 48;

    private readonly ListingTool _tool = new(runner, ffmpeg);

    /// <summary>A file that gets a fingerprint's picture of each frame.</summary>
    public required string PicturesPath { get; init; }

    /// <param name="path">A local file that <see cref="MediaProbe"/> has accepted.</param>
    /// <param name="video">Its picture track.</param>
    /// <param name="packets">Its frames as its packets tell them.</param>
    /// <param name="cut">Of that timeline; frames as they are decoded.</param>
    /// <param name="onProgress">Called now and then with the number of frames so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: they are not just the frames of that range, or FFmpeg complained of some, or the picture's format changed.</returns>
    public async Task<ScanOutcome?> RunAsync(
        string path, ProbedVideo video, Timeline packets, PictureCut cut, Action<long>? onProgress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(packets);
        ArgumentNullException.ThrowIfNull(cut);
        var pictures = ScanPictures.Of(video, TimelinePictures.Unspecified, PicturesPath) with { Cut = cut.Filters() };
        var (listing, log) = (new FrameListing(onProgress), new ScanLog());
        var result = await _tool.RunAsync(
            path, ScanCommand.Part(path, video.StreamIndex, pictures, cut.SeekOptions()), PicturesPath, listing.Read, log, cancellationToken);
        if (ListingTool.WasKilled(result))
            return new ScanOutcome.Refused(result.ToFailure("scan.failed", new Place { Path = path, Frame = cut.Decoded.From }));
        if (!result.Succeeded || log.HasDamageFrom(packets.SourceTime(cut.Decoded.From)) || log.FormatChanges > 0 || listing.Count == 0)
            return null;
        var frames = listing.ToScannedFrames(packets: null, log);
        return AreThose(frames, packets.Slice(cut.Decoded.From, cut.Decoded.To)) ? new ScanOutcome.Scanned(frames) : null;
    }

    private static bool AreThose(ScannedFrames frames, Timeline wanted) =>
        (wanted.SourceTimeBase.Numerator, wanted.SourceTimeBase.Denominator) == (frames.TimeBase.Numerator, frames.TimeBase.Denominator)
        && frames.Times.Count == wanted.Count
        && frames.Times.Index().All(frame => frame.Item == wanted.SourceTime(frame.Index));
}
