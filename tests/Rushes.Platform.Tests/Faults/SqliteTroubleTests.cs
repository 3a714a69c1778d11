using Rushes.Platform.Database;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests.Faults;

/// <summary>What may happen to the file of a platform.</summary>
public sealed class SqliteTroubleTests
{
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(2);

    private readonly CountedFunction _function = new("sqlite.function");
    private readonly OneGraph _graph;

    public SqliteTroubleTests() => _graph = OneGraph.Sum("sqlite.sum", _function);

    [Fact]
    public async Task Run_FileIsLockedByAnotherForAWhile_GoesOn()
    {
        var (running, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _function.Work = async (number, token) =>
        {
            running.TrySetResult();
            await goOn.Task.WaitAsync(token);
            return number;
        };
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync([_graph.Service(_function)]);
        var end = _graph.SucceedAsync(host, 0, 20);
        await running.Task;

        using (var other = await test.OpenSessionAsync())
        {
            other.Begin(several: false);
            goOn.SetResult();
            await Task.Delay(Locked, TimeProvider.System, TestHost.Token);
            Assert.False(end.IsCompleted);
            other.RollBack();
        }

        Assert.Equal(190, await end);
        Assert.All(_function.Starts, starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Start_FileMayNotBeWritten_IsRefusedWithItsPath()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await (await test.StartAsync([_graph.Service(_function)])).DisposeAsync();
        await MountAsync(test.DatabasePath, "--bind", test.DatabasePath);
        try
        {
            await MountAsync(test.DatabasePath, "-o", "remount,bind,ro");

            var refusal = await Assert.ThrowsAsync<IOException>(() => test.StartAsync([_graph.Service(_function)]));

            Assert.Contains(test.DatabasePath, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            await TestMedia.Runner.RunAsync(new ToolInvocation("/usr/bin/env", ["umount", "-l", test.DatabasePath]), CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("/proc/state.db")]
    [InlineData("/dev/null/state.db")]
    public async Task Start_FolderMayNotBeWritten_IsRefusedWithItsPath(string path)
    {
        await using var test = new TestHost(StoreKind.Sqlite) { Database = new DatabaseLocation.SqliteFile(path) };

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => test.StartAsync([_graph.Service(_function)]));

        Assert.True(refusal is IOException or UnauthorizedAccessException, refusal.ToString());
        Assert.Contains(Path.GetDirectoryName(path)!, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FileIsNoDatabase_IsRefusedWithItsPath()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await File.WriteAllTextAsync(test.DatabasePath, new string('x', 10_000), TestHost.Token);

        var refusal = await Assert.ThrowsAsync<IOException>(() => test.StartAsync([_graph.Service(_function)]));

        Assert.Contains(test.DatabasePath, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Root may write any file, but for one on a file system that nobody may write.</summary>
    private static async Task MountAsync(string target, params string[] options)
    {
        var result = await TestMedia.Runner.RunAsync(new ToolInvocation("/usr/bin/env", ["mount", .. options, target]), TestHost.Token);
        Assert.SkipUnless(result.Succeeded, $"Nothing can be mounted here (needs root): {result.ErrorTail.Trim()}");
    }
}
