using Rushes.Inspection.Functions.Survey;
using Rushes.Inspection.Workflow;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Cutting;
using Rushes.Tools.Locating;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Decode;

/// <summary>Decodes some of a long film's frames, each into a small picture, and proves that they are those which its packets tell.</summary>
internal sealed class DecodeFunction(ToolInstallation ffmpeg)
{
    private const string PicturesName = "pictures.gray";

    public static readonly FunctionReference<PartToDecode, DecodedPart> Reference = new("inspection.decode", PartToDecode.Parser, DecodedPart.Parser);

    public async Task<StepOutcome<DecodedPart>> RunAsync(PartToDecode part, FunctionContext context, CancellationToken cancellationToken)
    {
        var path = await context.OpenAsync(part.Film.Media, cancellationToken);
        var packets = await context.ReadAsync(part.Timeline, Timeline.ReadFrom, cancellationToken);
        var to = (int)Math.Min(packets.Count, part.Frames.To + FilmParts.Overlap);
        var cut = new PictureCut(part.Film.Video, packets, (int)part.Frames.From, to);
        var scan = new PartScan(context.Tools, ffmpeg) { PicturesPath = Path.Combine(context.WorkFolder, PicturesName) };
        var count = to - part.Frames.From;
        return await scan.RunAsync(
            path, PictureTrack.Of(part.Film.Video, part.Film.TimeBase), packets, cut, frames => context.Report(Math.Min(frames, count), count), cancellationToken) switch
        {
            null => new DecodedPart { Frames = part.Frames },
            ScanOutcome.Refused refused => refused.Failure,
            ScanOutcome.Scanned { Frames: var frames } => new DecodedPart
            {
                Frames = part.Frames,
                Pictures = await context.PublishAsync(PicturesName, cancellationToken),
                Upright = frames.Upright,
                PixelAspect = frames.PixelAspect,
                LastDuration = frames.LastDuration,
            },
            _ => throw new InvalidOperationException("A scan has two outcomes."),
        };
    }
}
