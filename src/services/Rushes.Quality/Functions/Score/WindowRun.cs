using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Cutting;

namespace Rushes.Quality.Functions.Score;

/// <summary>Scores every frame of a window, each video with a libvmaf of its own.</summary>
internal sealed class WindowRun(WindowToScore task, ReferenceInput reference, IReadOnlyList<EncodeInput> encodes, FrameSpan span) : ScoreRun
{
    private readonly ScoreCommand _command = new(task, reference, encodes, span);

    public override IReadOnlyList<string> Inputs => [reference.Path, .. encodes.SelectMany(encode => encode.Paths)];

    public override int Frames => span.Count;

    public override IReadOnlyList<ProvenCut> Cuts => _command.Cuts;

    public override IReadOnlyList<ScoreLog> Logs => [.. task.Videos.Select((video, number) => new ScoreLog(ScoreFiles.Log(number), span.Count, 1, video.Name))];

    public static async Task<ScoreRun> OpenAsync(WindowToScore task, string media, Timeline video, FunctionContext context, CancellationToken cancellationToken)
    {
        var span = FrameSpan.Of(task.Frames, video.Count);
        var encodes = new List<EncodeInput>();
        foreach (var encode in task.Videos)
        {
            encodes.Add(await OpenAsync(encode, span, context, cancellationToken));
        }

        return new WindowRun(task, ReferenceInput.Of(media, task.Reference.Track, video, task.Steps, span.First, span.End), encodes, span);
    }

    public override IReadOnlyList<string> Command(bool seek) => _command.Build(seek);

    public override async Task<IReadOnlyList<(int Frame, float[] Scores)>> ReadAsync(int video, string folder, CancellationToken cancellationToken)
    {
        var scores = await VmafLog.ReadAsync(Path.Combine(folder, ScoreFiles.Log(video)), Metrics.ColumnsOf(task.Metrics), 1, cancellationToken);
        return [.. Enumerable.Range(span.From, span.To - span.From).Select(frame => (frame, scores[frame - span.First]))];
    }

    private static async Task<EncodeInput> OpenAsync(WindowOfVideo video, FrameSpan span, FunctionContext context, CancellationToken cancellationToken)
    {
        if (video.File is { } file)
        {
            var timeline = await SourceTimeline.ReadAsync(file, context, cancellationToken);
            var path = await context.OpenAsync(file.Media, cancellationToken);
            return new EncodeInput.Media(path, file.Track.StreamIndex, new PictureCut(file.Track, timeline, span.First, span.End));
        }

        List<string> chunks = [];
        foreach (var chunk in video.Chunks)
        {
            chunks.Add(await context.OpenAsync(chunk, cancellationToken));
        }

        return new EncodeInput.Chunks(chunks);
    }
}
