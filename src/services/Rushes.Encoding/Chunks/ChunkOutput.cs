using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media;
using Rushes.Media.Isobmff;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Looks at what the encoder left before it is kept: an encoder that ends well and leaves too little is tried again, which
/// nobody can do any more once the chunk counts as finished. Reads headers only; validation decodes.
/// </summary>
internal static class ChunkOutput
{
    public static async Task<Failure?> FindFailureAsync(VideoFormat format, ChunkTask task, int frames, string folder, CancellationToken cancellationToken)
    {
        foreach (var recipe in task.Recipes.Where(recipe => EncoderOutputs.HaveMedia(format, task, recipe)))
        {
            var path = Path.Combine(folder, ChunkFiles.Media(format, recipe));
            if (!File.Exists(path))
            {
                return Describe("encode.no_output", "The encoder ended well and wrote nothing.", task, recipe, "");
            }

            var found = await CountAsync(path, cancellationToken);
            if (found.Frames != frames)
            {
                var message = string.Create(CultureInfo.InvariantCulture, $"The encoder ended well and wrote {found.Frames} frames of {frames}.");
                return Describe("encode.output_short", message, task, recipe, found.Problem);
            }
        }

        return null;
    }

    private static async Task<(int Frames, string Problem)> CountAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            var samples = (await FragmentedFile.ReadAsync(stream, cancellationToken)).Samples;
            return (samples.TakeWhile(sample => sample.Offset + sample.Size <= stream.Length).Count(), "");
        }
        catch (MediaFormatException unreadable)
        {
            return (0, unreadable.Message);
        }
    }

    private static Failure Describe(string code, string message, ChunkTask task, Recipe recipe, string problem)
    {
        var failure = new Failure
        {
            Code = code,
            Category = FailureCategory.Internal,
            Message = message,
            Place = new Place { Rendition = recipe.Name, Chunk = task.Chunk },
            Remedy = "Run the same command again; if it comes back, report it with the encoder's version.",
        };
        if (problem.Length > 0)
        {
            failure.Details["file"] = problem;
        }

        return failure;
    }
}
