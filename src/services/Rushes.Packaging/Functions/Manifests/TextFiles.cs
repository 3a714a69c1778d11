using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Text;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions.Manifests;

/// <summary>The subtitles of a package, read and named; or everything that is wrong with them.</summary>
/// <param name="Files">In the order of the request.</param>
/// <param name="Problems">None when there are files.</param>
internal sealed record TextFiles(IReadOnlyList<(TextPresentation Track, WebVttFile File)> Files, IReadOnlyList<Failure> Problems)
{
    private const long Largest = 16 << 20;

    public static async Task<TextFiles> ReadAsync(ManifestTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var files = new List<(TextPresentation, WebVttFile)>();
        var problems = new List<Failure>();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in task.Texts)
        {
            var result = WebVttFile.Read(await BytesAsync(text.Media, context, cancellationToken));
            problems.AddRange(result.Problems.Select(problem => Failure(text.Media, problem)));
            if (result.File is { } file)
            {
                files.Add((Track(text, file, taken, task.BaseSeconds), file));
            }
        }

        return new TextFiles(files, problems);
    }

    private static TextPresentation Track(TextTrack text, WebVttFile file, Dictionary<string, int> taken, long baseSeconds)
    {
        var purpose = text.Kind switch { "sdh" => TextPurpose.Captions, "forced" => TextPurpose.Forced, _ => TextPurpose.Subtitles };
        var stem = TextPresentation.StemOf(text.Language, purpose);
        var count = taken[stem] = taken.GetValueOrDefault(stem) + 1;
        var unique = count == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}-{count}");
        var size = System.Text.Encoding.UTF8.GetByteCount(file.ForPackage(baseSeconds));
        return new TextPresentation(unique, text.Language, size) { Purpose = purpose };
    }

    private static async Task<byte[]> BytesAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        await using var stream = await context.OpenStreamAsync(media, cancellationToken);
        var bytes = new byte[Math.Min(stream.Length, Largest)];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static Failure Failure(ObjectRef media, TextProblem problem) => new()
    {
        Code = "text.malformed",
        Category = FailureCategory.Input,
        Message = problem.Message,
        Place = new Place { Path = media.Uri, Line = problem.Line },
        Remedy = "Mend the WebVTT file.",
    };
}
