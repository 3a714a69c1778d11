using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Hosting;

/// <summary>A sweep beside work that is under way, as another process of the same database does it.</summary>
public abstract class ObjectSweepTests(StoreKind kind)
{
    [Fact]
    public async Task Run_AttemptIsUnderWay_ItsObjectsStayAndThoseOfLostOnesGo()
    {
        await using var test = new TestHost(kind);
        var (published, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var attempts = 0;
        await using var host = await test.StartAsync(new OneFunction(async (_, context, token) =>
        {
            await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "object"), "text", token);
            var made = await context.PublishAsync("object", token);
            if (++attempts == 1)
            {
                return new Failure { Code = "test.once", Category = FailureCategory.Internal };
            }

            published.SetResult();
            await goOn.Task.WaitAsync(token);
            return made;
        }).Services);
        var run = await OneFunction.SubmitAsync(host);
        await published.Task;

        await test.SweepAsync();

        Assert.Equal([$"runs/{run}/make/0/2/object"], await test.KeysAsync());
        goOn.SetResult();
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
        await test.SweepAsync();
        Assert.Equal([$"runs/{run}/make/0/2/object"], await test.KeysAsync());
    }

    [Fact]
    public async Task Run_WriteThatWasCutOffYesterday_Goes()
    {
        await using var test = new TestHost(kind);
        await using var host = await test.StartAsync(new OneFunction((media, _, _) => Task.FromResult<StepOutcome<ObjectRef>>(media)).Services);
        var (old, fresh) = (Path.Combine(test.Objects, ".writing-old"), Path.Combine(test.Objects, ".writing-fresh"));
        await File.WriteAllTextAsync(old, "half", TestHost.Token);
        await File.WriteAllTextAsync(fresh, "half", TestHost.Token);
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));

        await test.SweepAsync();

        Assert.Equal((false, true), (File.Exists(old), File.Exists(fresh)));
    }
}

public sealed class SqliteObjectSweepTests() : ObjectSweepTests(StoreKind.Sqlite);

public sealed class PostgresObjectSweepTests() : ObjectSweepTests(StoreKind.Postgres);
