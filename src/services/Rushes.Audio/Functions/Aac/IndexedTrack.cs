using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Audio.Functions.Aac;

/// <summary>Indexes the encoder's file, so that it is packaged from where it lies.</summary>
internal static class IndexedTrack
{
    private const string IndexName = "audio.rfi";

    public static async Task<StepOutcome<EncodeAudioResponse>> BuildAsync(
        EncodeAudioRequest request, ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(media, context, cancellationToken);
        if (file.Samples.Count == 0)
        {
            return new EncodeAudioResponse { Findings = { NoSound(request) } };
        }

        var result = AudioIndex.Build(new ChunkFile(0, media.Uri, media.Size, media.Digest.Memory, file), AacCommand.Priming(request));
        if (result.Index is null)
        {
            return new StepOutcome<EncodeAudioResponse>.Failed([.. result.Problems.Select(problem => ToFailure(request, problem))]);
        }

        context.Write(IndexName, result.Index.WriteTo);
        return new EncodeAudioResponse { Audio = Describe(request, await context.PublishAsync(IndexName, cancellationToken)) };
    }

    private static async Task<FragmentedFile> ReadAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(await context.OpenAsync(media, cancellationToken));
        return await FragmentedFile.ReadAsync(stream, cancellationToken);
    }

    private static EncodedAudio Describe(EncodeAudioRequest request, ObjectRef index) => new()
    {
        Name = request.Name,
        Codec = "aac",
        Language = request.Track.Language,
        Channels = AacCommand.Channels(request.Track),
        ChannelName = request.ChannelName,
        SampleRate = AacCommand.OutputRate(request.Track),
        Priming = AacCommand.Priming(request),
        Index = index,
        IsDefault = request.Track.IsDefault,
    };

    private static Finding NoSound(EncodeAudioRequest request)
    {
        var finding = new Finding
        {
            Code = "source.audio_empty",
            Severity = Severity.Warning,
            Remedy = "Check the source; the track is announced but holds nothing, and was left out.",
        };
        finding.Evidence["track"] = request.Name;
        return finding;
    }

    private static Failure ToFailure(EncodeAudioRequest request, IndexProblem problem) => new()
    {
        Code = problem.Code,
        Category = FailureCategory.Internal,
        Message = problem.Message,
        Place = new Place { Rendition = request.Name },
        Remedy = "Run the job again; if it comes back, report it with the source.",
    };
}
