using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.QuickTime;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Functions.Files;

/// <summary>Writes one progressive file with all its tracks, in one pass.</summary>
internal static class FileFunction
{
    public static readonly FunctionReference<FileTask, PackagedTrack> Reference = new("packaging.file", FileTask.Parser, PackagedTrack.Parser);

    public static async Task<StepOutcome<PackagedTrack>> RunAsync(FileTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var tracks = new List<ProgressiveTrack>();
        foreach (var track in task.Tracks)
        {
            var index = await context.ReadAsync(track.Index, FrameIndex.ReadFrom, cancellationToken);
            tracks.Add(new ProgressiveTrack(index) { Language = track.Language, Colour = TrackPlans.ColourOf(track.Colour) });
        }

        var file = new ProgressiveFile(tracks, new ProgressiveOptions
        {
            Flavour = task.Kind == TrackKinds.Mov ? FileFlavour.QuickTime : FileFlavour.Mp4,
            Copyable = task.Copyable,
            Timecode = Timecode(task.Timecode),
        });
        var output = new PackageOutput(task.DestinationUri, context) { Expected = task.Tracks.Sum(track => track.Bytes) };
        var records = new FileRecords(task, file, context);
        IReadOnlyList<ReadOnlyMemory<byte>> digests = [];
        await SideBySide.RunAsync(
            [async token => digests = await records.DigestAsync(token), token => output.WriteAsync(task.Path, file, null, null, token)], cancellationToken);
        var proof = await records.WriteAsync(digests, output, cancellationToken);
        return Describe(task, file, proof, output);
    }

    private static TimecodeTrack? Timecode(StartTimecode? start) => start is null
        ? null
        : new TimecodeTrack(
            Media.QuickTime.Timecode.FromFrame(start.Frame, new MediaRational(start.Rate.Numerator, start.Rate.Denominator), start.DropFrame), start.ReelName);

    private static PackagedTrack Describe(FileTask task, ProgressiveFile file, MovieProof proof, PackageOutput output)
    {
        var first = file.Tracks[0];
        var rate = (long)((Int128)file.Size * 8 * first.Timescale / first.TotalDuration);
        return new PackagedTrack
        {
            Name = task.Name,
            Kind = task.Kind,
            Codec = first.Format.Codec,
            Codecs = string.Join(',', file.Tracks.Select(track => track.Format.Codecs).Distinct()),
            Path = task.Path,
            Bytes = file.Size,
            BitrateAverage = rate,
            BitratePeak = rate,
            Samples = first.Count,
            Files = { output.Files },
            Movie = proof,
            Resolution = new Resolution { Width = first.Format.Width, Height = first.Format.Height },
            SampleRate = first.Format.SampleRate,
            Channels = first.Format.Channels,
        };
    }
}
