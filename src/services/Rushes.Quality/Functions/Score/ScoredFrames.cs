using System.Globalization;
using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Cutting;

namespace Rushes.Quality.Functions.Score;

/// <summary>The proof that a run scored exactly the frames that it was to: those of each cut by their times, and all of them by their number.</summary>
internal sealed class ScoredFrames(WindowToScore task, ReferenceInput reference, IReadOnlyList<EncodeInput> encodes, FrameSpan span, string folder)
{
    public static Place PlaceOf(WindowToScore task) =>
        new() { Rendition = string.Join(' ', task.Videos.Select(video => video.Name)), Frame = task.Frames.From };

    /// <summary>Null: they were.</summary>
    public async Task<Failure?> FindFailureAsync(CancellationToken cancellationToken)
    {
        if (await DifferenceAsync(reference.Cut, ScoreFiles.ReferenceFrames, cancellationToken) is { } ofReference)
        {
            return Differs("the reference", ofReference);
        }

        foreach (var (number, encode) in encodes.Index())
        {
            var video = task.Videos[number];
            if (encode is EncodeInput.Media media && await DifferenceAsync(media.Cut, ScoreFiles.Frames(number), cancellationToken) is { } ofEncode)
            {
                return Differs(video.Name, ofEncode);
            }

            var scored = (await VmafLog.ReadAsync(Path.Combine(folder, ScoreFiles.Log(number)), [Metrics.Vmaf], cancellationToken)).Count;
            if (scored != span.Count)
            {
                return Miscounted(video.Name, scored);
            }
        }

        return null;
    }

    private async Task<int?> DifferenceAsync(PictureCut cut, string file, CancellationToken cancellationToken) =>
        await cut.FindDifferenceAsync(Path.Combine(folder, file), cancellationToken) is { } difference ? cut.Proven.From + difference.Frame : null;

    private Failure Differs(string who, int frame) => new()
    {
        Code = "quality.frames_differ",
        Category = FailureCategory.Internal,
        Message = string.Create(CultureInfo.InvariantCulture, $"The decoder of {who} gave another frame than its timeline has at frame {frame}."),
        Place = new Place(PlaceOf(task)) { Frame = frame },
        Remedy = "The file decodes differently each time; rewrap it (ffmpeg -i IN -c copy OUT.mkv) and try again.",
    };

    private Failure Miscounted(string name, int scored) => new()
    {
        Code = "quality.frames_missing",
        Category = FailureCategory.Internal,
        Message = string.Create(CultureInfo.InvariantCulture, $"Of {span.Count} frames from {span.First} on, {scored} of '{name}' were scored."),
        Place = PlaceOf(task),
        Remedy = "A chunk may be damaged: validate the encode, and make it again.",
    };
}
