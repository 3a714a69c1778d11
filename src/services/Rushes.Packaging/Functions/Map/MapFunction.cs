using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Functions.Map;

/// <summary>
/// Finds which bytes of each sample are to be encrypted. Apart from the writing of the track, since its sizes follow from it, and
/// those the manifests want as well; it needs no key.
/// </summary>
internal static class MapFunction
{
    public static readonly FunctionReference<MapTask, MappedSamples> Reference = new("packaging.map", MapTask.Parser, MappedSamples.Parser);

    public static async Task<StepOutcome<MappedSamples>> RunAsync(MapTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(task.Index, FrameIndex.ReadFrom, cancellationToken);
        index = task.KeyFrames ? KeyFrames.Of(index, [0]).Index : index;
        var scheme = EncryptionSchemes.Find(task.Scheme) ?? throw new ArgumentException($"'{task.Scheme}' is no scheme of encryption.", nameof(task));
        await using var samples = ObjectSamples.Of(index, context);
        try
        {
            var map = await Task.Run(() => SampleMap.CreateAsync(index, scheme, samples, cancellationToken), cancellationToken);
            using var stored = new MemoryStream();
            map.WriteTo(stored);
            stored.Position = 0;
            return new MappedSamples { Map = await context.Objects.PutAsync("samples.rsm", stored, cancellationToken) };
        }
        catch (MediaFormatException malformed)
        {
            return new Failure
            {
                Code = "package.samples",
                Category = FailureCategory.Input,
                Message = $"The {index.Format.Codec} track cannot be encrypted: {malformed.Message}",
                Place = new Place { Path = index.Chunks[0].Uri },
                Remedy = "Deliver it again; or encode it: rushes encode.",
            };
        }
    }
}
