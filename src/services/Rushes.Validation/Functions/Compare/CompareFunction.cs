using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using Rushes.Tools.Probing;
using Rushes.Validation.Workflow;

namespace Rushes.Validation.Functions.Compare;

/// <summary>Holds the fingerprints of one video's frames against the mezzanine's.</summary>
internal static class CompareFunction
{
    public static readonly FunctionReference<VideoToCompare, Discrepancies> Reference =
        new("validation.compare", VideoToCompare.Parser, Discrepancies.Parser);

    public static async Task<StepOutcome<Discrepancies>> RunAsync(VideoToCompare task, FunctionContext context, CancellationToken cancellationToken)
    {
        await using var stream = await context.OpenStreamAsync(task.Mezzanine, cancellationToken);
        var mezzanine = await FingerprintReader.OpenAsync(stream, cancellationToken);
        mezzanine.Cells = task.Video.Recipe?.Steps?.Crop is { } area ? CropPlace.Of(mezzanine.Source, area)?.Cells : null;
        var starts = task.Video.ChunkStarts;
        ComparedChunk[] chunks =
        [
            .. from chunk in task.Chunks
               where chunk.Chunk < starts.Count
               select new ComparedChunk(chunk.Chunk, (int)starts[chunk.Chunk], Open(chunk.Fingerprints)) { Cells = mezzanine.Cells },
        ];
        var faults = await new PictureComparison(mezzanine, chunks, Rules(task)).RunAsync(cancellationToken);
        var found = new Discrepancies();
        found.Discrepancies_.AddRange(new PictureDiscrepancies(task.Video.Rendition, task.FirstFrame, task.Damaged).Of(faults));
        return found;

        Func<CancellationToken, Task<Stream>> Open(ObjectRef fingerprints) => token =>
        {
            context.Report(0, 0);
            return context.OpenStreamAsync(fingerprints, token);
        };
    }

    private static PictureRules Rules(VideoToCompare task)
    {
        var recipe = task.Video.Recipe;
        return new PictureRules(
            (int)task.FirstFrame,
            recipe?.ColourHandling == ColourHandling.ToSdr,
            Steps.MakeWholePictures(recipe?.Steps));
    }
}
