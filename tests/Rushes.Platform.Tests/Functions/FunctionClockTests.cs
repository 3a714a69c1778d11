using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;
using Rushes.Storage.Caching;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Functions;

/// <summary>A worker alone, on a clock that the test moves.</summary>
public sealed class FunctionClockTests : IDisposable
{
    private static readonly TimeSpan Wall = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource _running = new();
    private HeldLease? _held;
    private WorkEnd<Payload>? _end;

    [Fact]
    public async Task Frozen_WallLimit_DoesNotRun()
    {
        var work = HandleAsync(new FakeToolRunner(), WaitForEverAsync);
        await _running.Task;
        _time.Advance(Wall / 2);

        _held!.Suspension.Freeze();
        _time.Advance(Wall * 10);
        _held!.Suspension.Resume();
        _time.Advance((Wall / 2) - TimeSpan.FromSeconds(1));
        Assert.False(work.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await work;
        Assert.Equal("function.wall", Assert.IsType<WorkEnd<Payload>.Failed>(_end).Failures[0].Code);
    }

    [Fact]
    public async Task Tools_OfAnAttempt_AreFrozenWithIt()
    {
        var tools = new FakeToolRunner();
        await HandleAsync(tools, async (media, context, token) =>
        {
            await context.Tools.RunAsync(new ToolInvocation("/tool", []), token);
            return media;
        });

        Assert.Same(_held!.Suspension, Assert.Single(tools.Invocations).Suspension);
    }

    [Fact]
    public async Task Piece_Finished_IsSavedWork()
    {
        List<TimeSpan?> saved = [];
        await HandleAsync(new FakeToolRunner(), async (media, context, token) =>
        {
            _time.Advance(TimeSpan.FromSeconds(7));
            saved.Add(_held!.SavedAgo(_time));
            await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "piece"), "piece", token);
            var piece = await context.PublishPieceAsync("0", "piece", token);
            _time.Advance(TimeSpan.FromSeconds(3));
            saved.Add(_held.SavedAgo(_time));
            return piece;
        });

        Assert.Equal([null, TimeSpan.FromSeconds(3)], saved);
    }

    public void Dispose()
    {
        _held?.Dispose();
        _folder.Dispose();
    }

    private async Task<StepOutcome<ObjectRef>> WaitForEverAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        _running.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return media;
    }

    private Task HandleAsync(IToolRunner tools, FunctionHandler<ObjectRef, ObjectRef> handler)
    {
        var store = new LocalObjectStore(_folder["objects"], []);
        var worker = new FunctionWorker(
            new WorkflowCatalog(new OneFunction(handler, Wall).Services), store, new ObjectCache(store, _folder["cache"], 0, _time), null, tools,
            new ProgressBoard(), _folder["scratch"], _time, NullLoggerFactory.Instance, SettleAsync);
        var message = new RunFunction { Item = new ItemKey { Run = "run", Node = "make" }, Function = "one.make" };
        var lease = new Lease(1, 1, QueueNames.Compute, RunFunction.Descriptor.FullName, message.ToByteArray(), default, 1);
        _held = new HeldLease(lease, 0, TestHost.Token);
        return worker.HandleAsync(_held, TestHost.Token);
    }

    private Task<bool> SettleAsync(Lease lease, RunFunction work, FunctionOutcome outcome)
    {
        _end = outcome.End;
        return Task.FromResult(true);
    }
}
