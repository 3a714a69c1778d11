namespace Rushes.Platform.Tests.Workflows.Rules;

/// <summary>The example of docs/rules.md.</summary>
public abstract class PublishingTests(StoreKind store)
{
    [Fact]
    public async Task Publish_ABetterPartComesLate_ReplacesWhatWasPublished()
    {
        var publishing = new Publishing(patience: TimeSpan.FromHours(1));
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(publishing.Services);
        var run = await Publishing.SubmitAsync(host, parts: 3);
        await RuleWorld.WaitForAsync(host, run, "publish");
        Assert.Equal((1, 0 + 2 + 4), await PublishedAsync());

        await host.AssertFactAsync(run, Publishing.Better, Publishing.Part(1, quality: 1), "worse", TestHost.Token);
        await host.AssertFactAsync(run, Publishing.Better, Publishing.Part(1, quality: 90), "better", TestHost.Token);
        await RuleWorld.WaitForAsync(host, run, "publish", 2);
        Assert.Equal((2, 0 + 90 + 4), await PublishedAsync());

        await host.AssertFactAsync(run, Publishing.Better, Publishing.Part(2, quality: 50), "excellent", TestHost.Token);

        Assert.Equal(0 + 90 + 50, await Publishing.WaitAsync(host, run));
        Assert.Equal(["because better 1 v2, made 1 v1", "because better 2 v1, made 2 v1"], await RuleWorld.FiredAsync(host, run, "take"));
        Assert.Equal(
            [
                "because request v1, made 0 v1, made 1 v1, made 2 v1",
                "because request v1, made 0 v1, made 1 v2, made 2 v1",
                "because request v1, made 0 v1, made 1 v2, made 2 v2",
            ],
            await RuleWorld.FiredAsync(host, run, "publish"));
        Assert.Equal(["because published v3"], await RuleWorld.FiredAsync(host, run, "excel"));
        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(part => publishing.Counting.Starts[$"doubling.twice {part}"]));

        async Task<(long, long)> PublishedAsync()
        {
            var published = Assert.Single(await host.FactsAsync(run, Publishing.Published, TestHost.Token));
            return (published.Version, published.Fact.Numerator);
        }
    }

    [Fact]
    public async Task Publish_NothingBetterComes_AnswersWithTheDraft()
    {
        await using var test = new TestHost(store);
        await using var host = await test.StartAsync(new Publishing(patience: TimeSpan.FromMilliseconds(10)).Services);

        Assert.Equal(2, await Publishing.WaitAsync(host, await Publishing.SubmitAsync(host, parts: 2)));
    }
}
