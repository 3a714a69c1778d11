using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Encoding.Tests;

/// <summary>Real encodes of a chunk of three pieces, four seconds each.</summary>
public sealed class PieceTests : IDisposable
{
    private readonly TwelveSeconds _film = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encode_ChunkOfThreePieces_EachHoldsItsFrames()
    {
        var task = await TaskAsync(0, 96, 192);

        var result = await RunAsync("pieces", task, TestMedia.Runner);

        var source = await HashesAsync(new Uri(task.Media.Uri).LocalPath);
        Assert.Equal(TwelveSeconds.Frames, source.Count);
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
        var (three, one) = (new CountedEncodes(), new CountedEncodes());
        var pieces = await RunAsync("pieces", await TaskAsync(0, 96, 192), three);
        var task = await TaskAsync(96);
        task.Frames = new FrameRange { From = 96, To = 192 };
        task.Pieces[0].Frames = task.Frames;

        var chunk = await RunAsync("chunk", task, one);

        Assert.Equal(await BytesAsync(pieces.Pieces[1]), await BytesAsync(Assert.Single(chunk.Pieces)));
        Assert.Equal(Without(three.Invocations[1]), Without(one.Invocations[0]));
    }

    [Fact]
    public async Task Measure_PreemptedInTheSecondPiece_DoesNotRepeatTheFirst()
    {
        var task = await TaskAsync(0, 96, 192);
        (task.Measures, task.Recipes[0].Rate) = (true, new RateControl { Bitrate = 100_000, Passes = 2 });
        var undisturbed = await RunAsync("undisturbed", task, TestMedia.Runner);
        var first = new CountedEncodes { StopsAt = 2 };
        string run;
        await using (var host = await new OneChunk(_film["preempted"], _film.Inputs, await TestMedia.FfmpegAsync(), first).StartAsync(Token))
        {
            run = await OneChunk.SubmitAsync(host, task, Token);
            await first.Stopped.WaitAsync(Token);
        }

        var second = new CountedEncodes();
        await using var again = await new OneChunk(_film["preempted"], _film.Inputs, await TestMedia.FfmpegAsync(), second).StartAsync(Token);
        var result = await OneChunk.WaitAsync(again, run, Token);

        Assert.Equal((2, 2), (first.Invocations.Count, second.Invocations.Count));
        Assert.Empty(result.Pieces);
        Assert.Equal(undisturbed.Measured.Select(Text), result.Measured.Select(Text));
        Assert.All(result.Measured, measured => Assert.Equal([".log", ".log.mbtree"], measured.Statistics.Select(one => one.Suffix)));
    }

    [Fact]
    public async Task Encode_PreemptedInTheSecondPiece_DoesNotRepeatTheFirst()
    {
        var task = await TaskAsync(0, 96, 192);
        var undisturbed = await RunAsync("undisturbed", task, TestMedia.Runner);
        var ffmpeg = await TestMedia.FfmpegAsync();
        var first = new CountedEncodes { StopsAt = 2 };
        string run;
        await using (var host = await new OneChunk(_film["preempted"], _film.Inputs, ffmpeg, first).StartAsync(Token))
        {
            run = await OneChunk.SubmitAsync(host, task, Token);
            await first.Stopped.WaitAsync(Token);
        }

        var second = new CountedEncodes();
        await using var again = await new OneChunk(_film["preempted"], _film.Inputs, ffmpeg, second).StartAsync(Token);
        var result = await OneChunk.WaitAsync(again, run, Token);

        Assert.Equal((2, 2), (first.Invocations.Count, second.Invocations.Count));
        Assert.Equal(["1", "2", "2"], result.Pieces.Select(piece => Path.GetFileName(Path.GetDirectoryName(PathOf(piece)))));
        for (var piece = 0; piece < 3; piece++)
        {
            Assert.Equal(await BytesAsync(undisturbed.Pieces[piece]), await BytesAsync(result.Pieces[piece]));
        }
    }

    public void Dispose() => _film.Dispose();

    private static string Text(MeasuredRun run) =>
        $"{run.Number}: {run.Bits} {string.Join(' ', run.Statistics.Select(one => $"{one.Suffix} {one.File.Digest.ToBase64()}"))}";

    private static string PathOf(EncodedPiece piece) => new Uri(piece.Media.Uri).LocalPath;

    private static Task<byte[]> BytesAsync(EncodedPiece piece) => File.ReadAllBytesAsync(PathOf(piece), Token);

    /// <summary>The work folder is the attempt's own.</summary>
    private static IEnumerable<string> Without(ToolInvocation invocation) =>
        invocation.Arguments.Select(argument => argument.Contains("/scratch/", StringComparison.Ordinal) ? Path.GetFileName(argument) : argument);

    private async Task<ChunkResult> RunAsync(string name, ChunkTask task, IToolRunner tools) =>
        await new OneChunk(_film[name], _film.Inputs, await TestMedia.FfmpegAsync(), tools).RunAsync(task, Token);

    private async Task<ChunkTask> TaskAsync(params int[] pieceStarts)
    {
        await _film.MakeAsync(Token);
        var source = _film.Source;
        var resolved = Recipes.RecipeResolver.Resolve(TwelveSeconds.Recipe(), source.Track, 24);
        resolved.Gop = new Gop { DurationMs = 2000 };
        var task = new ChunkTask
        {
            Media = source.Media,
            Track = source.Track,
            Timeline = source.Timeline,
            Video = source.Frames,
            Frames = source.Frames,
            Recipes = { resolved },
        };
        int[] borders = [.. pieceStarts, TwelveSeconds.Frames];
        task.Pieces.AddRange(pieceStarts.Select((start, number) =>
            new Piece { Number = number, Frames = new FrameRange { From = start, To = borders[number + 1] } }));
        return task;
    }

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
}
