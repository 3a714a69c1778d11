using System.Globalization;
using System.Security.Cryptography;
using Rushes.Platform.Tests.Database;

namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>What every database must make of many takers at once.</summary>
public abstract class ConcurrencyConformance(ITestOutputHelper output)
{
    [Fact]
    public Task ManyAtOnce_AFew_KeepEveryPromise() => RunAsync(operations: 2_000, leastOrdered: 0);

    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "queue")]
    public Task ManyAtOnce_HundredThousand_KeepEveryPromise() => RunAsync(operations: 100_000, leastOrdered: 1_000);

    internal abstract Task<TestDatabase> CreateAsync();

    /// <summary>The seed makes the same calls, not the same order of them.</summary>
    /// <param name="operations">Of all together.</param>
    /// <param name="leastOrdered">So often the order must have been there to be checked; on a busy machine few calls do not overlap.</param>
    private async Task RunAsync(int operations, int leastOrdered)
    {
        var seed = RandomNumberGenerator.GetInt32(1_000_000);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        await using var files = await CreateAsync();

        var check = await new ConcurrentRun(files, seed).RunAsync(operations);

        output.WriteLine(check.Summary);
        var ordered = check.Everything();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ordered} times a message was there that could have been passed by"));
        Assert.InRange(ordered, leastOrdered, int.MaxValue);
    }
}

public sealed class SqliteConcurrencyTests(ITestOutputHelper output) : ConcurrencyConformance(output)
{
    internal override Task<TestDatabase> CreateAsync() => Task.FromResult(SqliteDatabase.Create());
}

public sealed class PostgresConcurrencyTests(ITestOutputHelper output) : ConcurrencyConformance(output)
{
    internal override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync();
}
