using Rushes.Contracts;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Probe;

/// <summary>Reads what the file says of itself, and refuses what cannot be encoded.</summary>
internal sealed class ProbeFunction(ToolInstallation ffprobe)
{
    public static readonly FunctionReference<SourceFile, Probed> Reference = new("inspection.probe", SourceFile.Parser, Probed.Parser);

    public async Task<StepOutcome<Probed>> RunAsync(SourceFile source, FunctionContext context, CancellationToken cancellationToken)
    {
        var path = await context.OpenAsync(source.Media, cancellationToken);
        return await new MediaProbe(context.Tools, ffprobe).ProbeAsync(path, cancellationToken) switch
        {
            ProbeOutcome.Probed probed => Describe(source, probed.Media),
            ProbeOutcome.Refused refused => refused.Failure,
            _ => throw new InvalidOperationException("A probe has two outcomes."),
        };
    }

    private static Probed Describe(SourceFile source, ProbedMedia media)
    {
        var probed = new Probed
        {
            Media = new ObjectRef { Uri = source.Media.Uri, Size = media.Size },
            Video = new VideoTrack
            {
                StreamIndex = media.Video.StreamIndex,
                Codec = media.Video.Codec,
                PixelFormat = media.Video.PixelFormat,
                BitDepth = media.Video.BitDepth,
                Upright = media.Video.Stored,
                PixelAspect = media.Video.PixelAspect,
                Rotation = media.Video.Rotation,
                Colour = media.Video.Colour,
                FieldOrder = media.Video.FieldOrder,
                FrameRate = media.Video.FrameRate,
                Hdr = media.Video.Hdr,
                Hdr10Plus = media.Video.HasHdr10Plus,
                DolbyVision = media.Video.DolbyVision?.ToString() ?? "",
                Pictures = source.Pictures,
            },
            TimeBase = media.Video.TimeBase,
            Container = media.Format,
            Text = { media.Text },
            Timecodes = { media.Timecodes },
            Seconds = media.Seconds,
        };
        probed.Audio.AddRange(media.Audio.Where(IsKnown).Select(Describe));
        probed.Findings.AddRange(media.Audio.Where(track => !IsKnown(track)).Select(ProbeFindings.Unknown));
        probed.Findings.AddRange(ProbeFindings.Of(media, probed));
        return probed;
    }

    // A track whose header never came has neither channels nor a rate, and no decoder can be set up for it.
    private static bool IsKnown(ProbedAudio track) => track is { Channels: > 0, SampleRate: > 0 };

    private static AudioTrack Describe(ProbedAudio track) => new()
    {
        StreamIndex = track.StreamIndex,
        Codec = track.Codec,
        SampleRate = track.SampleRate,
        Channels = track.Channels,
        Layout = track.Layout,
        Language = track.Language,
        IsDefault = track.IsDefault,
    };
}
