using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows;
using Rushes.Storage;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Functions;

/// <summary>A store whose objects are no local files, and may be in trouble.</summary>
public sealed class RemoteStoreTests : IAsyncDisposable
{
    private static readonly byte[] Film = [.. Enumerable.Range(0, 1000).Select(value => (byte)value)];

    private readonly TestHost _test = new(StoreKind.Sqlite);
    private readonly FaultyObjectStore _store;

    public RemoteStoreTests() =>
        _test.Store = _store = new FaultyObjectStore(new LocalObjectStore(_test.Objects, []), TimeProvider.System) { ShowsLocalFiles = false };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_SameSourceByManyItems_IsFetchedOncePerWorker(bool withDigest)
    {
        const int Items = 8;
        var source = await PutAsync(withDigest);
        await using var host = await _test.StartAsync(new OneFunction(ReadAsync).Services);

        var runs = await Task.WhenAll(Enumerable.Range(0, Items).Select(number => OneFunction.SubmitAsync(host, source, $"request {number}")));
        foreach (var run in runs)
        {
            Assert.Equal(Film.Length, Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run)).Response.Size);
        }

        Assert.Single(_store.Calls, call => call == (StoreCall.OpenRead, source.Uri));
    }

    [Fact]
    public async Task Open_AfterARestartOfTheWorker_IsNotFetchedAgain()
    {
        var source = await PutAsync(withDigest: true);
        for (var start = 0; start < 2; start++)
        {
            await using var host = await _test.StartAsync(new OneFunction(ReadAsync).Services);
            var run = await OneFunction.SubmitAsync(host, source, $"request {start}");
            Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
        }

        Assert.Single(_store.Calls, call => call == (StoreCall.OpenRead, source.Uri));
    }

    [Theory]
    [InlineData(StoreTrouble.Unreachable, "store.unreachable", FailureCategory.Transient)]
    [InlineData(StoreTrouble.Refused, "store.refused", FailureCategory.Configuration)]
    [InlineData(StoreTrouble.Full, "store.full", FailureCategory.Capacity)]
    [InlineData(StoreTrouble.Changed, "object.changed", FailureCategory.Input)]
    public async Task Publish_StoreIsInTrouble_FailsByItsCategoryWithTheRemedy(StoreTrouble trouble, string code, FailureCategory category)
    {
        _store.Fails = (call, _) => call == StoreCall.Adopt ? new StoreException(trouble, "what", "remedy") : null;
        await using var host = await _test.StartAsync(new OneFunction(PublishAsync).Services);

        var failure = Assert.IsType<RunEnd<ObjectRef>.Failed>(await OneFunction.RunAsync(host)).Failures[0];

        Assert.Equal((code, category, "what", "remedy"), (failure.Code, failure.Category, failure.Message, failure.Remedy));
    }

    [Fact]
    public async Task Publish_StoreIsOutOfReachAtFirst_IsDoneByTheNextAttempt()
    {
        var failures = 0;
        _store.Fails = (call, _) => call == StoreCall.Adopt && failures++ == 0 ? new StoreException(StoreTrouble.Unreachable, "what", "remedy") : null;
        await using var host = await _test.StartAsync(new OneFunction(PublishAsync).Services);

        Assert.EndsWith("/2/made", Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.RunAsync(host)).Response.Uri, StringComparison.Ordinal);
    }

    /// <summary>A listing that is behind hides what an earlier attempt has finished; it is made again, and nothing is wrong.</summary>
    [Fact]
    public async Task FindPiece_ListingIsStale_PieceIsMadeAgain()
    {
        _store.Stale = true;
        var (made, failed) = (0, false);
        var function = new OneFunction(async (_, context, token) =>
        {
            if (await context.FindPieceAsync("piece", null, token) is not { } piece)
            {
                made++;
                await File.WriteAllBytesAsync(Path.Combine(context.WorkFolder, "file"), Film, token);
                piece = await context.PublishPieceAsync("piece", "file", token);
            }

            return (failed, failed = true).Item1 ? piece : new Failure { Code = "test.once", Category = FailureCategory.Internal };
        });
        await using var host = await _test.StartAsync(function.Services);

        var end = Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.RunAsync(host));

        Assert.Equal((2, Film.Length), (made, end.Response.Size));
    }

    /// <summary>The same over a real server: fetched, made, published, found again by the next attempt.</summary>
    [Fact]
    public async Task Run_OnS3_ReadsAndPublishesThere()
    {
        var store = StoreLocation.Parse(await S3Server.NewStoreAsync()).Open([], TimeProvider.System, NullLoggerFactory.Instance);
        _test.Store = store;
        var uri = await store.PutAsync("source é.mov", new MemoryStream(Film), TestHost.Token);
        var attempts = 0;
        var function = new OneFunction(async (media, context, token) =>
        {
            if (await context.FindPieceAsync("piece", null, token) is { } found)
            {
                return found;
            }

            attempts++;
            File.Copy(await context.OpenAsync(media, token), Path.Combine(context.WorkFolder, "file"));
            await context.PublishPieceAsync("piece", "file", token);
            return new Failure { Code = "test.once", Category = FailureCategory.Internal };
        });
        await using var host = await _test.StartAsync(function.Services);

        var run = await OneFunction.SubmitAsync(host, new ObjectRef { Uri = uri, Size = Film.Length });
        var made = Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run)).Response;

        Assert.Equal((1, store.GetUri($"runs/{run}/make/0/1/piece")), (attempts, made.Uri));
        await using var stream = await store.OpenReadAsync(made.Uri, TestHost.Token);
        Assert.Equal(SHA256.HashData(Film), await SHA256.HashDataAsync(stream, TestHost.Token));
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    private static async Task<StepOutcome<ObjectRef>> ReadAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        var read = await File.ReadAllBytesAsync(await context.OpenAsync(media, cancellationToken), cancellationToken);
        Assert.Equal(Film, read);
        return new ObjectRef { Size = read.Length };
    }

    private static async Task<StepOutcome<ObjectRef>> PublishAsync(ObjectRef media, FunctionContext context, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(context.WorkFolder, "made"), Film, cancellationToken);
        return await context.PublishAsync("made", cancellationToken);
    }

    private async Task<ObjectRef> PutAsync(bool withDigest) => new()
    {
        Uri = await _store.PutAsync("source.mov", new MemoryStream(Film), TestHost.Token),
        Size = Film.Length,
        Digest = withDigest ? ByteString.CopyFrom(SHA256.HashData(Film)) : ByteString.Empty,
    };
}
