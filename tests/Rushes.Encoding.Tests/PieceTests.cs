using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Tests;

/// <summary>Real encodes of a chunk of three pieces, four seconds each.</summary>
public sealed class PieceTests : IDisposable
{
    private const int Frames = 288;
    private const int FrameTicks = 512;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encode_ChunkOfThreePieces_EachHoldsItsFrames()
    {
        var task = await TaskAsync(0, 96, 192);

        var result = await RunAsync("pieces", task, TestMedia.Runner);

        var source = await HashesAsync(new Uri(task.Media.Uri).LocalPath);
        Assert.Equal(Frames, source.Count);
        Assert.Equal([0, 1, 2], result.Pieces.Select(piece => piece.Number));
        Assert.Equal(["360p.0.mp4", "360p.1.mp4", "360p.2.mp4"], result.Pieces.Select(piece => Path.GetFileName(PathOf(piece))));
        List<string> encoded = [];
        foreach (var piece in result.Pieces)
        {
            encoded.AddRange(await HashesAsync(PathOf(piece)));
        }

        Assert.Equal(source, encoded);
    }

    [Fact]
    public async Task Encode_APieceAsAChunkOfItsOwn_IsTheSameBytesAndCommand()
    {
        var (three, one) = (new Encodes(), new Encodes());
        var pieces = await RunAsync("pieces", await TaskAsync(0, 96, 192), three);
        var task = await TaskAsync(96);
        task.Frames = new FrameRange { From = 96, To = 192 };
        task.Pieces[0].Frames = task.Frames;

        var chunk = await RunAsync("chunk", task, one);

        Assert.Equal(await BytesAsync(pieces.Pieces[1]), await BytesAsync(Assert.Single(chunk.Pieces)));
        Assert.Equal("360p.mp4", Path.GetFileName(PathOf(chunk.Pieces[0])));
        Assert.Equal(Without(three.Invocations[1]), Without(one.Invocations[0]));
    }

    [Fact]
    public async Task Encode_PreemptedInTheSecondPiece_DoesNotRepeatTheFirst()
    {
        var task = await TaskAsync(0, 96, 192);
        var undisturbed = await RunAsync("undisturbed", task, TestMedia.Runner);
        var ffmpeg = await TestMedia.FfmpegAsync();
        var first = new Encodes { StopsAt = 2 };
        string run;
        await using (var host = await new OneChunk(_folder["preempted"], Inputs, ffmpeg, first).StartAsync(Token))
        {
            run = await OneChunk.SubmitAsync(host, task, Token);
            await first.Stopped.WaitAsync(Token);
        }

        var second = new Encodes();
        await using var again = await new OneChunk(_folder["preempted"], Inputs, ffmpeg, second).StartAsync(Token);
        var result = await OneChunk.WaitAsync(again, run, Token);

        Assert.Equal((2, 2), (first.Invocations.Count, second.Invocations.Count));
        Assert.Equal(["1", "2", "2"], result.Pieces.Select(piece => Path.GetFileName(Path.GetDirectoryName(PathOf(piece)))));
        for (var piece = 0; piece < 3; piece++)
        {
            Assert.Equal(await BytesAsync(undisturbed.Pieces[piece]), await BytesAsync(result.Pieces[piece]));
        }
    }

    public void Dispose() => _folder.Dispose();

    private string SourcePath => _folder["source.mp4"];

    private string TimelinePath => _folder["timeline.rtl"];

    private string[] Inputs => [SourcePath, TimelinePath];

    private static string PathOf(EncodedPiece piece) => new Uri(piece.Media.Uri).LocalPath;

    private static Task<byte[]> BytesAsync(EncodedPiece piece) => File.ReadAllBytesAsync(PathOf(piece), Token);

    /// <summary>The work folder is the attempt's own.</summary>
    private static IEnumerable<string> Without(ToolInvocation invocation) =>
        invocation.Arguments.Select(argument => argument.Contains("/scratch/", StringComparison.Ordinal) ? Path.GetFileName(argument) : argument);

    private async Task<ChunkResult> RunAsync(string name, ChunkTask task, IToolRunner tools) =>
        await new OneChunk(_folder[name], Inputs, await TestMedia.FfmpegAsync(), tools).RunAsync(task, Token);

    /// <summary>Lossless, so that the frames that come out are those that went in.</summary>
    private async Task<ChunkTask> TaskAsync(params int[] pieceStarts)
    {
        await MakeSourceAsync();
        var track = EncodingSamples.Track();
        (track.Upright, track.Colour) = (new Resolution { Width = 160, Height = 90 }, new Colour());
        var recipe = EncodingSamples.Recipe(width: 160, height: 90);
        recipe.Rate = new RateControl { Lossless = true };
        recipe.Chunking = new Chunking { SegmentMs = 2000, TargetMs = 12_000, PieceMs = 4000 };
        var resolved = Recipes.RecipeResolver.Resolve(recipe, track, 24);
        resolved.Gop = new Gop { DurationMs = 2000 };
        var task = new ChunkTask
        {
            Media = Reference(SourcePath),
            Track = track,
            Timeline = Reference(TimelinePath),
            Video = new FrameRange { From = 0, To = Frames },
            Frames = new FrameRange { From = 0, To = Frames },
            Recipes = { resolved },
        };
        int[] borders = [.. pieceStarts, Frames];
        task.Pieces.AddRange(pieceStarts.Select((start, number) =>
            new Piece { Number = number, Frames = new FrameRange { From = start, To = borders[number + 1] } }));
        return task;
    }

    private async Task MakeSourceAsync()
    {
        await TestMedia.MakeAsync(
            SourcePath,
            "-f lavfi -i testsrc2=size=160x90:rate=24:duration=12 -pix_fmt yuv420p -c:v libx264 -threads 1 -preset ultrafast -g 24 -bf 0 -video_track_timescale 12288",
            Token);
        await using var file = File.Create(TimelinePath);
        Timeline.FromSource(
            new MediaRational(1, 12_288), [.. Enumerable.Range(0, Frames).Select(frame => (long)frame * FrameTicks)], FrameTicks,
            [.. Enumerable.Range(0, Frames / 24).Select(key => (long)key * 24 * FrameTicks)]).WriteTo(file);
    }

    private static ObjectRef Reference(string path) => new() { Uri = LocalObjectStore.UriOf(path) };

    /// <summary>A hash of each decoded picture.</summary>
    private static async Task<List<string>> HashesAsync(string path)
    {
        List<string> hashes = [];
        var ffmpeg = await TestMedia.FfmpegAsync();
        var result = await TestMedia.Runner.RunAsync(
            new(ffmpeg.Path, ["-v", "error", "-i", path, "-f", "framehash", "-hash", "md5", "-"])
            {
                OnOutputLine = line =>
                {
                    if (!line.StartsWith('#'))
                    {
                        hashes.Add(line.Split(',')[^1].Trim());
                    }
                },
            }, Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return hashes;
    }

    /// <summary>Runs encoders and counts them; the one with the given number, from 1, goes on until it is cancelled.</summary>
    private sealed class Encodes : IToolRunner
    {
        private readonly TaskCompletionSource _stopped = new();

        public List<ToolInvocation> Invocations { get; } = [];

        public int StopsAt { get; init; }

        public Task Stopped => _stopped.Task;

        public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
        {
            Invocations.Add(invocation);
            if (Invocations.Count == StopsAt)
            {
                _stopped.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return await TestMedia.Runner.RunAsync(invocation, cancellationToken);
        }
    }
}
