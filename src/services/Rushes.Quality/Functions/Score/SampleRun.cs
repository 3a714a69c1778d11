using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Platform.Functions;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;
using Rushes.Tools.Cutting;

namespace Rushes.Quality.Functions.Score;

/// <summary>
/// Scores single frames of all videos with one libvmaf. It sees each of them between its neighbours of the reference, since motion is told from
/// those, in one sequence of threes; by <c>n_subsample</c> it scores the frame in the middle of each, and of those beside it motion alone.
/// <code>
/// fill fill | before FRAME after | before FRAME after | …     place by place, of each all videos
///   0    1       2     3     4       5     6     7            those divisible by three are scored, the first for nothing
/// </code>
/// </summary>
internal sealed class SampleRun(WindowToScore task, ReferenceInput reference, IReadOnlyList<IReadOnlyList<SampleInput>> encodes, int film, int first) : ScoreRun
{
    /// <summary>Pictures that libvmaf sees of each measured frame.</summary>
    public const int Three = 3;

    private readonly SampleCommand _command = new(task, reference, encodes, film, first);

    public override IReadOnlyList<string> Inputs => [reference.Path, .. encodes.SelectMany(video => video).SelectMany(sample => sample.Encode.Paths)];

    public override int Frames => 2 + (Three * task.Samples.Count * task.Videos.Count);

    public override IReadOnlyList<ProvenCut> Cuts => _command.Cuts;

    public override IReadOnlyList<ScoreLog> Logs =>
        [new ScoreLog(ScoreFiles.Log(0), 1 + (task.Samples.Count * task.Videos.Count), Three, string.Join(' ', task.Videos.Select(video => video.Name)))];

    public static async Task<ScoreRun> OpenAsync(WindowToScore task, string media, Timeline video, FunctionContext context, CancellationToken cancellationToken)
    {
        var frames = SampleSpan.Of(video, (int)task.Samples[0], (int)task.Samples[^1]);
        var encodes = new List<IReadOnlyList<SampleInput>>();
        foreach (var (number, encode) in task.Videos.Index())
        {
            encodes.Add(
                encode.File is { } file ? await OpenAsync(task, file, context, cancellationToken) : await OpenAsync(task, encode, number, context, cancellationToken));
        }

        return new SampleRun(task, ReferenceInput.Of(media, task.Reference.Track, video, task.Steps, frames.From, frames.To), encodes, video.Count, frames.From);
    }

    public override IReadOnlyList<string> Command(bool seek) => _command.Build(seek);

    public override async Task<IReadOnlyList<(int Frame, float[] Scores)>> ReadAsync(int video, string folder, CancellationToken cancellationToken)
    {
        var scores = await VmafLog.ReadAsync(Path.Combine(folder, ScoreFiles.Log(0)), Metrics.ColumnsOf(task.Metrics), Three, cancellationToken);
        return [.. task.Samples.Select((frame, sample) => ((int)frame, scores[1 + (sample * task.Videos.Count) + video]))];
    }

    private static async Task<IReadOnlyList<SampleInput>> OpenAsync(WindowToScore task, VideoSource file, FunctionContext context, CancellationToken cancellationToken)
    {
        var timeline = await SourceTimeline.ReadAsync(file, context, cancellationToken);
        var path = await context.OpenAsync(file.Media, cancellationToken);
        return [.. task.Samples.Select(sample =>
        {
            var (from, to) = SampleSpan.Of(timeline, (int)sample, (int)sample, beside: 0);
            return new SampleInput(new EncodeInput.Media(path, file.Track.StreamIndex, new PictureCut(file.Track, timeline, from, to)), (int)sample - from);
        })];
    }

    private static async Task<IReadOnlyList<SampleInput>> OpenAsync(WindowToScore task, WindowOfVideo video, int number, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(video.Index, FrameIndex.ReadFrom, cancellationToken);
        var firstChunk = index.ChunkOf((int)task.Samples[0]);
        List<SampleInput> samples = [];
        foreach (var (place, sample) in task.Samples.Index())
        {
            var frame = (int)sample;
            var part = Path.Combine(context.WorkFolder, ScoreFiles.Part(number, place));
            var chunk = await context.OpenAsync(video.Chunks[index.ChunkOf(frame) - firstChunk], cancellationToken);
            var skipped = await ChunkPart.WriteAsync(index, chunk, frame, frame + 1, part, cancellationToken);
            samples.Add(new SampleInput(new EncodeInput.Part(part), skipped));
        }

        return samples;
    }
}
