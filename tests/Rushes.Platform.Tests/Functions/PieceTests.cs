using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;

namespace Rushes.Platform.Tests.Functions;

/// <summary>A function whose result has four pieces. What one attempt has finished, the next one only finds.</summary>
public sealed class PieceTests : IAsyncDisposable
{
    private const int Pieces = 4;

    private readonly TestHost _test = new(StoreKind.Sqlite);
    private TaskCompletionSource _stuck = new();
    private readonly List<(int Attempt, int Piece)> _made = [];
    private readonly OneFunction _function;
    private int _attempts;

    /// <summary>Asked before each piece; true: the attempt gets no further.</summary>
    private Func<int, bool> _sticksAt = _ => false;

    public PieceTests() => _function = new OneFunction(MakeAsync);

    [Fact]
    public async Task Stopped_AfterTwoPieces_NextAttemptMakesTheOtherTwo()
    {
        _sticksAt = piece => _attempts == 1 && piece == 2;
        var run = await StartAndStopAsync();
        Assert.Equal([.. Objects(run, 1, 0, 1), $"runs/{run}/make/0/pieces/piece-0/1", $"runs/{run}/make/0/pieces/piece-1/1"], await KeysAsync());

        await using var again = await _test.StartAsync(_function.Services);
        await OneFunction.WaitAsync(again, run);

        Assert.Equal([(1, 0), (1, 1), (2, 2), (2, 3)], _made);
    }

    [Fact]
    public async Task Done_AfterRestartAndSweep_ObjectsOfBothAttemptsAreThere()
    {
        _sticksAt = piece => _attempts == 1 && piece == 2;
        var run = await StartAndStopAsync();
        await using (var again = await _test.StartAsync(_function.Services))
        {
            await OneFunction.WaitAsync(again, run);
        }

        await using var last = await _test.StartAsync(_function.Services);

        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(last, run));
        var objects = (await KeysAsync()).Where(key => AttemptKey.Parse(key) is not null);
        Assert.Equal([.. Objects(run, 1, 0, 1), $"runs/{run}/make/0/2/list", .. Objects(run, 2, 2, 3)], objects);
    }

    [Fact]
    public async Task Find_ObjectWasCutShort_PieceIsMadeAgainAndFoundFromThenOn()
    {
        _sticksAt = piece => (_attempts, piece) is (1, 2) or (2, 3);
        var run = await StartAndStopAsync();
        await File.WriteAllTextAsync(Path.Combine(_test.Objects, Objects(run, 1, 1)[0]), "cut", TestHost.Token);
        _stuck = new TaskCompletionSource();
        await StartAndStopAsync();

        await using var again = await _test.StartAsync(_function.Services);
        await OneFunction.WaitAsync(again, run);

        Assert.Equal([(1, 0), (1, 1), (2, 1), (2, 2), (3, 3)], _made);
    }

    [Fact]
    public async Task Find_ObjectIsGone_PieceIsMadeAgain()
    {
        _sticksAt = piece => _attempts == 1 && piece == 2;
        var run = await StartAndStopAsync();
        File.Delete(Path.Combine(_test.Objects, Objects(run, 1, 0)[0]));

        await using var again = await _test.StartAsync(_function.Services);
        await OneFunction.WaitAsync(again, run);

        Assert.Equal([(1, 0), (1, 1), (2, 0), (2, 2), (2, 3)], _made);
    }

    /// <summary>What an attempt published and did not finish as a piece is nobody's, when it finished no piece.</summary>
    [Fact]
    public async Task Sweep_AttemptWithoutPieces_Goes()
    {
        _sticksAt = piece => _attempts == 1 && piece == 0;
        var run = await StartAndStopAsync();
        await new LocalObjectStore(_test.Objects, []).PutAsync($"runs/{run}/make/0/1/lost", new MemoryStream([1]), TestHost.Token);
        await using var again = await _test.StartAsync(_function.Services);

        await OneFunction.WaitAsync(again, run);

        Assert.DoesNotContain(await KeysAsync(), key => AttemptKey.Parse(key) is { Attempt: 1 });
    }

    [Theory]
    [InlineData("../../0/pieces/0")]
    [InlineData("")]
    [InlineData("..")]
    public async Task Publish_NameThatIsNoSegment_IsTheFunctionsBug(string name)
    {
        var function = new OneFunction(async (_, context, token) => await context.PublishPieceAsync(name, "file", token));
        await using var host = await _test.StartAsync(function.Services);

        var failed = Assert.IsType<RunEnd<ObjectRef>.Failed>(await OneFunction.RunAsync(host));

        Assert.StartsWith("System.ArgumentException", failed.Failures[0].Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private static string[] Objects(string run, int attempt, params int[] pieces) =>
        [.. pieces.Select(piece => $"runs/{run}/make/0/{attempt}/piece-{piece}")];

    private async Task<StepOutcome<ObjectRef>> MakeAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        _attempts++;
        var list = new List<ObjectRef>();
        for (var piece = 0; piece < Pieces; piece++)
        {
            list.Add(await context.FindPieceAsync($"piece-{piece}", null, cancellationToken) ?? await MakePieceAsync(piece, context, cancellationToken));
        }

        await File.WriteAllLinesAsync(Path.Combine(context.WorkFolder, "list"), list.Select(piece => piece.Uri), cancellationToken);
        return await context.PublishAsync("list", cancellationToken);
    }

    private async Task<ObjectRef> MakePieceAsync(int piece, FunctionContext context, CancellationToken cancellationToken)
    {
        if (_sticksAt(piece))
        {
            _stuck.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        _made.Add((_attempts, piece));
        await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "file"), $"piece {piece}", cancellationToken);
        return await context.PublishPieceAsync($"piece-{piece}", "file", cancellationToken);
    }

    /// <summary>A host that is stopped in the middle of the first attempt.</summary>
    private async Task<string> StartAndStopAsync()
    {
        await using var host = await _test.StartAsync(_function.Services);
        var run = await OneFunction.SubmitAsync(host);
        await _stuck.Task.WaitAsync(TestHost.Token);
        return run;
    }

    private async Task<List<string>> KeysAsync() =>
        await new LocalObjectStore(_test.Objects, []).ListAsync("", TestHost.Token).ToListAsync(TestHost.Token);
}
