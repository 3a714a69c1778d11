using Amazon;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.S3;
using Rushes.Testing;

namespace Rushes.Storage.Tests.S3;

/// <summary>The library keeps one clock for the process, so these run after all others and one by one.</summary>
[CollectionDefinition(nameof(S3ClockTests), DisableParallelization = true)]
[Collection(nameof(S3ClockTests))]
public sealed class S3ClockTests : IAsyncLifetime
{
    private S3ObjectStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var location = (StoreLocation.S3Bucket)StoreLocation.Parse(await S3Server.NewStoreAsync());
        _store = new S3ObjectStore(location, [], new S3Settings(), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public ValueTask DisposeAsync()
    {
        AWSConfigs.ManualClockCorrection = null;
        return ValueTask.CompletedTask;
    }

    /// <summary>The library's clock is made an hour wrong; the server refuses what is signed with it.</summary>
    [Fact]
    public async Task Everything_ClockIsAnHourOff_IsDoneWithTheServersTime()
    {
        AWSConfigs.ManualClockCorrection = TimeSpan.FromHours(1);
        var uri = await _store.PutAsync("object", new MemoryStream([1]), Token);
        AWSConfigs.ManualClockCorrection = TimeSpan.FromHours(1);

        Assert.Equal(1, (await _store.FindAsync(uri, Token))!.Size);
        Assert.InRange(AWSConfigs.ManualClockCorrection.Value, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    /// <summary>All are signed before the first answer corrects the clock.</summary>
    [Fact]
    public async Task ManyAtOnce_ClockIsAnHourOff_AreAllDone()
    {
        var uri = await _store.PutAsync("object", new MemoryStream([1]), Token);
        AWSConfigs.ManualClockCorrection = TimeSpan.FromHours(-1);

        var found = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _store.FindAsync(uri, Token)));

        Assert.All(found, one => Assert.Equal(1, one!.Size));
    }
}
