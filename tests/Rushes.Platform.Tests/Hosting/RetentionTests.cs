using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Tests.Workflows;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Hosting;

/// <summary>What has ended is kept for a while, and then nothing of it: no row, no object.</summary>
public abstract class RetentionTests(StoreKind kind)
{
    private static readonly TimeSpan Retain = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longer = Retain * 2;

    private static readonly string[] Rows = ["run", "node", "item", "call", "inbox", "run_build", "webhook", "upload_use"];

    [Fact]
    public async Task Sweep_JobEndedLongAgo_NothingOfItStaysAndOthersDo()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        var old = await OneFunction.SubmitAsync(host, Large(), "old");
        await OneFunction.WaitAsync(host, old);
        await test.AgeAsync(Longer);
        var young = await OneFunction.SubmitAsync(host, Large(), "young");
        await OneFunction.WaitAsync(host, young);
        var all = await test.KeysAsync();

        await test.SweepAsync(Retain);

        Assert.Contains(all, key => key.StartsWith($"runs/{old}/payloads/", StringComparison.Ordinal));
        Assert.Contains($"runs/{old}/make/0/1/object", all);
        Assert.Equal(all.Where(key => !key.StartsWith($"runs/{old}/", StringComparison.Ordinal)), await test.KeysAsync());
        Assert.NotEqual(old, await OneFunction.SubmitAsync(host, Large(), "old"));
        Assert.Equal(young, await OneFunction.SubmitAsync(host, Large(), "young"));
    }

    [Fact]
    public async Task Sweep_JobWithCallsEndedLongAgo_AllRowsGo()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(new Counting().Services);
        await TestHost.RunAsync(host, 0, 3);
        foreach (var table in Rows[..5])
        {
            Assert.NotEqual(0, await CountAsync(test, table));
        }

        await test.AgeAsync(Longer);

        await test.SweepAsync(Retain);

        foreach (var table in Rows)
        {
            Assert.Equal(0, await CountAsync(test, table));
        }
    }

    [Fact]
    public async Task Sweep_JobThatFailedLongAgoGoesOn_StaysWhole()
    {
        await using var test = new TestHost(kind);
        var (fails, goOn) = (true, new TaskCompletionSource());
        await using var host = await test.StartAsync(new OneFunction(async (media, _, token) =>
        {
            if (fails)
            {
                return new Failure { Code = "test.input", Category = FailureCategory.Input };
            }

            await goOn.Task.WaitAsync(token);
            return media;
        }).Services);
        var run = await OneFunction.SubmitAsync(host);
        Assert.IsType<RunEnd<ObjectRef>.Failed>(await OneFunction.WaitAsync(host, run));
        await test.AgeAsync(Longer);
        fails = false;
        Assert.True(await host.RetryAsync(run, TestHost.Token));

        await test.SweepAsync(Retain);

        goOn.SetResult();
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
    }

    [Fact]
    public async Task Sweep_StoreIsAwayWhenAJobGoes_ItsObjectsGoTheNextTime()
    {
        await using var test = new TestHost(kind);
        var store = new FaultyObjectStore(test.Store, TimeProvider.System);
        test.Store = store;
        await using var host = await test.StartAsync(Publishing);
        await OneFunction.RunAsync(host);
        await test.AgeAsync(Longer);
        store.Fails = (call, _) => call == StoreCall.Delete ? new IOException("away") : null;
        await Assert.ThrowsAsync<IOException>(() => test.SweepAsync(Retain));
        Assert.NotEmpty(await test.KeysAsync());

        store.Fails = (_, _) => null;
        await test.SweepAsync(Retain);

        Assert.Empty(await test.KeysAsync());
    }

    [Fact]
    public async Task Sweep_ObjectComesAfterItsJobIsForgotten_GoesADayLater()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        var run = await OneFunction.SubmitAsync(host);
        await OneFunction.WaitAsync(host, run);
        await test.AgeAsync(Longer);
        await test.SweepAsync(Retain);
        await PutAsync(test, $"runs/{run}/make/0/7/object");

        await test.SweepAsync(Retain);
        Assert.Single(await test.KeysAsync());
        await test.AgeAsync(TimeSpan.FromDays(2));
        await test.SweepAsync(Retain);

        Assert.Empty(await test.KeysAsync());
        Assert.Equal(0, await CountAsync(test, "removal"));
    }

    [Fact]
    public async Task Sweep_WithoutATimeToKeepThings_KeepsThem()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        await OneFunction.RunAsync(host);
        await UploadAsync(test, host, "aa");
        await test.AgeAsync(TimeSpan.FromDays(1000));

        await test.SweepAsync();

        Assert.Equal(2, (await test.KeysAsync()).Count);
    }

    [Fact]
    public async Task Sweep_UploadThatNoJobUses_GoesWhenItIsOldEnoughAndMayComeAgain()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        var (first, asked) = (await UploadAsync(test, host, "aa"), await UploadAsync(test, host, "bb"));
        await test.AgeAsync(Longer);
        Assert.Equal(asked, await host.Uploads.FindAsync("bb", TestHost.Token));

        await test.SweepAsync(Retain);

        Assert.Equal([asked], await test.KeysAsync());
        Assert.Null(await host.Uploads.FindAsync("aa", TestHost.Token));
        Assert.NotEqual(first, await UploadAsync(test, host, "aa"));
    }

    [Fact]
    public async Task Sweep_UploadThatAJobUses_StaysAsLongAsTheJob()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        var upload = await UploadAsync(test, host, "aa");
        await OneFunction.RunAsync(host, new ObjectRef { Uri = test.Store.GetUri(upload) });
        using (var sql = await test.OpenSessionAsync())
        {
            sql.Execute("UPDATE upload SET used = 0");
        }

        await test.SweepAsync(Retain);
        Assert.Contains(upload, await test.KeysAsync());
        await test.AgeAsync(Longer);
        await test.SweepAsync(Retain);

        Assert.Empty(await test.KeysAsync());
    }

    [Fact]
    public async Task Sweep_UploadThatWasNeverFinished_GoesADayLater()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        await PutAsync(test, await host.Uploads.BeginAsync("aa", TestHost.Token));

        await test.SweepAsync(Retain);
        Assert.Single(await test.KeysAsync());
        await test.AgeAsync(TimeSpan.FromDays(2));
        await test.SweepAsync(Retain);

        Assert.Empty(await test.KeysAsync());
    }

    [Fact]
    public async Task Upload_SomebodyWasFaster_OneCountsAndTheOtherGoes()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(Publishing);
        var (mine, other) = (await host.Uploads.BeginAsync("aa", TestHost.Token), await host.Uploads.BeginAsync("aa", TestHost.Token));
        await PutAsync(test, mine);
        await PutAsync(test, other);

        Assert.Equal(other, await host.Uploads.EndAsync("aa", other, TestHost.Token));
        Assert.Equal(other, await host.Uploads.EndAsync("aa", mine, TestHost.Token));
        await test.AgeAsync(TimeSpan.FromDays(2));
        await test.SweepAsync();

        Assert.Equal([other], await test.KeysAsync());
    }

    /// <summary>One object is published under each job.</summary>
    private static IReadOnlyList<Platform.Services.Service> Publishing => new OneFunction(async (media, context, token) =>
    {
        await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "object"), "text", token);
        var made = await context.PublishAsync("object", token);
        return new ObjectRef { Uri = made.Uri, Size = made.Size, Digest = media.Digest };
    }).Services;

    /// <summary>Too large for a row.</summary>
    private static ObjectRef Large() => new() { Digest = Google.Protobuf.ByteString.CopyFrom(new byte[70_000]) };

    private static async Task<string> UploadAsync(TestHost test, PlatformHost host, string digest)
    {
        var key = await host.Uploads.BeginAsync(digest, TestHost.Token);
        await PutAsync(test, key);
        return await host.Uploads.EndAsync(digest, key, TestHost.Token);
    }

    private static async Task PutAsync(TestHost test, string key)
    {
        using var content = new MemoryStream([1, 2, 3]);
        await test.Store.PutAsync(key, content, TestHost.Token);
    }

    private static async Task<long> CountAsync(TestHost test, string table)
    {
        using var sql = await test.OpenSessionAsync();
        return (long)sql.Scalar($"SELECT count(*) FROM {table}")!;
    }
}

public sealed class SqliteRetentionTests() : RetentionTests(StoreKind.Sqlite);

public sealed class PostgresRetentionTests() : RetentionTests(StoreKind.Postgres);
