using Amazon.S3.Model;
using Rushes.Storage.S3;

namespace Rushes.Storage.Tests.S3;

public sealed class PartTasksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_PartsThatEndInAnyOrder_AreInTheirOwn()
    {
        var second = new TaskCompletionSource();
        var tags = await PartTasks.RunAsync(
            parts =>
            {
                parts.Add(async _ =>
                {
                    await second.Task;
                    return new PartETag(1, "a");
                });
                parts.Add(_ =>
                {
                    second.SetResult();
                    return Task.FromResult(new PartETag(2, "b"));
                });
                return Task.CompletedTask;
            },
            Token);

        Assert.Equal(["a", "b"], tags.Select(tag => tag.ETag));
    }

    /// <summary>Whoever adds parts waits for room and is stopped, others are stopped too: what is thrown is why.</summary>
    [Fact]
    public async Task Run_APartFails_TheOthersStopAndItsFailureIsThrown()
    {
        var stopped = false;
        var failed = await Assert.ThrowsAsync<StoreException>(() => PartTasks.RunAsync(
            async parts =>
            {
                parts.Add(async token =>
                {
                    await ((Task)Task.Delay(Timeout.Infinite, token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    stopped = true;
                    throw new OperationCanceledException(token);
                });
                parts.Add(_ => throw new StoreException(StoreTrouble.Refused, "No.", ""));
                await Task.Delay(Timeout.Infinite, parts.Stopped);
            },
            Token));

        Assert.Equal((StoreTrouble.Refused, true), (failed.Trouble, stopped));
    }

    [Fact]
    public async Task Run_Cancelled_IsNoFailureOfAPart()
    {
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PartTasks.RunAsync(
            async parts =>
            {
                parts.Add(async token =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return new PartETag();
                });
                await cancelled.CancelAsync();
            },
            cancelled.Token));
    }
}
