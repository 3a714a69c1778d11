using Rushes.Contracts;
using Rushes.Inspection.Workflow;
using Rushes.Media;
using Rushes.Media.Fingerprints;
using Rushes.Media.Shots;
using Rushes.Media.Telecine;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>
/// Decodes the picture once, unless that was done in parts: the time of every frame becomes the timeline, and a small picture of it the fingerprint,
/// that all later work is held against.
/// </summary>
internal sealed class ScanFunction(ToolInstallation ffmpeg)
{
    private const string PicturesName = "pictures.gray";
    private const string DigestsName = "packets.digests";
    private const string DifferencesName = "differences.gray";

    public static readonly FunctionReference<FilmToScan, Scanned> Reference = new("inspection.scan", FilmToScan.Parser, Scanned.Parser);

    public async Task<StepOutcome<Scanned>> RunAsync(FilmToScan film, FunctionContext context, CancellationToken cancellationToken)
    {
        var probed = film.Probed;
        var kept = ScanFiles.Kept(context, ffmpeg, probed.Media, probed.Video, probed.TimeBase);
        if (await FindAsync(kept, context, cancellationToken) is { } known)
        {
            return known;
        }

        if (await new JoinedParts(film, context).JoinAsync(Path.Combine(context.WorkFolder, PicturesName), cancellationToken) is { } joined)
        {
            return await DescribeAsync(probed, joined, film.Groups, kept, context, cancellationToken);
        }

        return PictureFilter.CanMake(probed.Video.Pictures, probed.Video.PixelFormat)
            ? await DecodeAsync(probed, kept, context, cancellationToken)
            : PictureRefusal.OfPixelFormat(probed);
    }

    private async Task<StepOutcome<Scanned>> DecodeAsync(Probed probed, KeptResults kept, FunctionContext context, CancellationToken cancellationToken)
    {
        var path = await context.OpenAsync(probed.Media, cancellationToken);
        var pictures = probed.Video.Pictures;
        var scan = new FrameScan(context.Tools, ffmpeg)
        {
            Pictures = pictures,
            PicturesPath = Path.Combine(context.WorkFolder, PicturesName),
            DifferencesPath = pictures == TimelinePictures.Film ? Path.Combine(context.WorkFolder, DifferencesName) : null,
            DigestsPath = Path.Combine(context.WorkFolder, DigestsName),
        };
        var outcome = await scan.RunAsync(path, PictureTrack.Of(probed.Video, probed.TimeBase), frames => context.Report(frames, 0), cancellationToken);
        return outcome switch
        {
            ScanOutcome.Refused refused => refused.Failure,
            ScanOutcome.Scanned { Frames.FormatChanges: > 0 } when pictures != TimelinePictures.Unspecified => PictureRefusal.OfFormatChanges(probed),
            ScanOutcome.Scanned { Frames: var frames } => await DescribeAsync(
                probed, frames, await ScanFiles.KeepGroupsAsync(frames.Groups, kept, cancellationToken), kept, context, cancellationToken),
            _ => throw new InvalidOperationException("A scan has two outcomes."),
        };
    }

    private static async Task<StepOutcome<Scanned>> DescribeAsync(
        Probed probed, ScannedFrames frames, ObjectRef? groups, KeptResults kept, FunctionContext context, CancellationToken cancellationToken)
    {
        var timeBase = new MediaRational(frames.TimeBase.Numerator, frames.TimeBase.Denominator);
        var every = Timeline.FromMended(
            timeBase, frames.Times, frames.PresentationTimes, LastDuration(frames, timeBase, probed.Video.FrameRate), frames.KeyTimes);
        var cadence = probed.Video.Pictures == TimelinePictures.Film
            ? await FrameDifferences.FindCadenceAsync(Path.Combine(context.WorkFolder, DifferencesName), every, cancellationToken)
            : null;
        var timeline = cadence is not null ? FilmTimeline.Of(every, cadence)
            : probed.Video.Pictures == TimelinePictures.Fields ? FieldTimeline.Of(every)
            : every;
        await using var pictures = await PicturesAsync(timeline, cadence, context, cancellationToken);
        var transitions = ShotSearch.Find(pictures);
        timeline = timeline.WithCuts(ShotSearch.Starts(transitions).Skip(1));
        var scanned = new Scanned
        {
            Video = Complete(probed.Video, frames, timeline, cadence),
            Timeline = await kept.KeepAsync(ScanFiles.Timeline, timeline.WriteTo, cancellationToken),
            Fingerprints = await PublishFingerprintsAsync(probed.Video, frames, pictures, kept, context, cancellationToken),
            Groups = groups,
        };
        scanned.Shots.AddRange(FilmShots.Of(transitions, timeline.Count));
        scanned.Findings.AddRange(DamagedPictures.Find(frames, timeline));
        scanned.Findings.AddRange(ScanFindings.Of(probed.Video, frames, cadence));
        scanned.Findings.AddRange(StatedRate.Contradiction(probed.Video, timeline, cadence));
        // Last: who finds it finds the others.
        await kept.KeepAsync(ScanFiles.Scanned, new Scanned(scanned) { Timeline = null, Fingerprints = null, Groups = scanned.Groups is null ? null : new ObjectRef() }, cancellationToken);
        return scanned;
    }

    private static async Task<Scanned?> FindAsync(KeptResults kept, FunctionContext context, CancellationToken cancellationToken)
    {
        if (await kept.FindAsync(ScanFiles.Scanned, Scanned.Parser, cancellationToken) is not { } found)
        {
            return null;
        }

        var scanned = found.Clone();
        scanned.Timeline = await kept.FindAsync(ScanFiles.Timeline, cancellationToken);
        scanned.Fingerprints = await kept.FindAsync(ScanFiles.Fingerprints, cancellationToken);
        var hadGroups = scanned.Groups is not null;
        scanned.Groups = hadGroups ? await kept.FindAsync(ScanFiles.Groups, cancellationToken) : null;
        if (scanned.Timeline is null || scanned.Fingerprints is null || hadGroups != scanned.Groups is not null)
        {
            return null;
        }

        if (await AreOfOneFilmAsync(scanned, context, cancellationToken))
        {
            return scanned;
        }

        await kept.ForgetAsync([ScanFiles.Scanned, ScanFiles.Timeline, ScanFiles.Fingerprints, ScanFiles.Groups], cancellationToken);
        return null;
    }

    /// <summary>Each is what it should be, and they are of as many frames.</summary>
    private static async Task<bool> AreOfOneFilmAsync(Scanned scanned, FunctionContext context, CancellationToken cancellationToken)
    {
        try
        {
            var timeline = await context.ReadAsync(scanned.Timeline, Timeline.ReadFrom, cancellationToken);
            await using var stream = await context.OpenStreamAsync(scanned.Fingerprints, cancellationToken);
            var fingerprints = await FingerprintReader.OpenAsync(stream, cancellationToken);
            _ = scanned.Groups is { } groups ? await context.ReadAsync(groups, CodedGroups.ReadFrom, cancellationToken) : null;
            return scanned.Video is not null && timeline.Count == scanned.Video.Frames && fingerprints.Count == timeline.Count;
        }
        catch (Exception exception) when (exception is MediaFormatException or InvalidDataException or Google.Protobuf.InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private static async Task<Stream> PicturesAsync(Timeline timeline, Cadence? cadence, FunctionContext context, CancellationToken cancellationToken)
    {
        var path = Path.Combine(context.WorkFolder, PicturesName);
        var pictures = cadence is { Repeats: > 0 } ? await KeptPictures.CopyAsync(path, timeline, cadence, cancellationToken) : File.OpenRead(path);
        if (pictures.Length == (long)timeline.Count * Fingerprint.Size)
        {
            return pictures;
        }

        await pictures.DisposeAsync();
        throw new InvalidDataException($"FFmpeg wrote {pictures.Length} bytes of pictures for {timeline.Count} frames.");
    }

    private static async Task<ObjectRef> PublishFingerprintsAsync(
        VideoTrack video, ScannedFrames frames, Stream pictures, KeptResults kept, FunctionContext context, CancellationToken cancellationToken)
    {
        var interlaced = video.Pictures == TimelinePictures.Unspecified && FingerprintFilter.IsInterlaced(video.FieldOrder);
        var source = new FingerprintSource(frames.Upright.Width, frames.Upright.Height, interlaced);
        pictures.Position = 0;
        await using (var fingerprints = FingerprintFile.FromPictures(pictures, source))
        await using (var file = File.Create(Path.Combine(context.WorkFolder, ScanFiles.Fingerprints)))
        {
            await fingerprints.CopyToAsync(file, cancellationToken);
        }

        return await kept.KeepAsync(ScanFiles.Fingerprints, cancellationToken);
    }

    private static VideoTrack Complete(VideoTrack probed, ScannedFrames frames, Timeline timeline, Cadence? cadence)
    {
        var video = probed.Clone();
        video.Upright = frames.Upright;
        video.PixelAspect = frames.PixelAspect;
        video.Frames = timeline.Count;
        video.FirstTime = ToContract(timeline.FirstTime);
        video.Duration = ToContract(new MediaRational(timeline.TotalDuration, timeline.Timescale));
        video.FrameRate = ToContract(MeantRate.Of(video, timeline, cadence));
        video.FormatChanges = frames.FormatChanges;
        return video;
    }

    // Nothing follows the last frame to say how long it shows: the decoder's word, else the frame before it, else the rate.
    private static long LastDuration(ScannedFrames frames, MediaRational timeBase, Rational frameRate)
    {
        if (frames.LastDuration > 0)
        {
            return frames.LastDuration;
        }

        if (frames.Times.Count > 1)
        {
            return Math.Max(1, frames.PresentationTimes[^1] - frames.PresentationTimes[^2]);
        }

        return frameRate is { Numerator: > 0, Denominator: > 0 }
            ? Math.Max(1, (new MediaRational(frameRate.Denominator, frameRate.Numerator) / timeBase).CeilingTicks(1))
            : 1;
    }

    private static Rational ToContract(MediaRational value) => new() { Numerator = value.Numerator, Denominator = value.Denominator };
}
