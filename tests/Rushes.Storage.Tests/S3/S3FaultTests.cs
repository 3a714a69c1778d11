using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Storage.Composing;
using Rushes.Storage.S3;
using Rushes.Testing;

namespace Rushes.Storage.Tests.S3;

/// <summary>A network that loses requests, answers, and ends of answers. What may heal is tried again; nothing else is.</summary>
public sealed class S3FaultTests : IAsyncLifetime
{
    private const int Part = 5 << 20;

    private readonly List<FaultyHttp> _networks = [];
    private StoreLocation.S3Bucket _location = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults { get; } = ["busy", "slow down", "internal", "lost", "answer lost"];

    public async ValueTask InitializeAsync() => _location = (StoreLocation.S3Bucket)StoreLocation.Parse(await S3Server.NewStoreAsync());

    public ValueTask DisposeAsync()
    {
        _networks.ForEach(network => network.Dispose());
        return ValueTask.CompletedTask;
    }

    /// <summary>Each of the first three tries of each request fails in the same way.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Everything_FailsAFewTimesFirst_IsDone(string fault)
    {
        var tries = new Dictionary<string, int>(StringComparer.Ordinal);
        var store = Open((request, _) =>
        {
            lock (tries)
            {
                var name = $"{request.Method} {request.RequestUri}";
                return (tries[name] = tries.GetValueOrDefault(name) + 1) <= 3 ? Named(fault) : null;
            }
        });
        var bytes = Bytes((2 * Part) + 5);

        var uri = await store.PutAsync("large", new MemoryStream(bytes), Token);
        var copy = await store.CopyAsync(uri, "copy", Token);
        var composed = await store.ComposeAsync("composed", Pieces(uri, copy, bytes.Length), (2 * bytes.Length) + 2, Token);
        await store.PutAsync("small", new MemoryStream([1]), Token);

        Assert.Equal(bytes, await ReadAsync(store, uri));
        Assert.Equal(bytes, await ReadAsync(store, copy));
        Assert.Equal([.. bytes, 1, .. bytes, 2], await ReadAsync(store, composed.Uri));
        Assert.Equal(["composed", "copy", "large", "small"], await store.ListAsync("", Token).ToListAsync(Token));
        await store.DeleteAsync("", Token);
        Assert.Empty(await store.ListAsync("", Token).ToListAsync(Token));

        // What was begun for an answer that was lost is the sweep's.
        await store.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token);
        Assert.Equal(0, await store.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token));
    }

    [Fact]
    public async Task OpenRead_Jump_FetchesAShortRangeAndLongerOnesWhenReadOn()
    {
        var bytes = Bytes((5 << 20) + 9);
        var uri = await Open((_, _) => null).PutAsync("object", new MemoryStream(bytes), Token);
        var ranges = new ConcurrentQueue<string>();
        var store = Open((request, _) =>
        {
            ranges.Enqueue(request.Headers.Range!.ToString());
            return null;
        });

        await using var stream = await store.OpenReadAsync(uri, Token);
        stream.Position = (2 << 20) + 100;
        Assert.Equal(bytes[(2 << 20) + 100], stream.ReadByte());
        Assert.Equal(["bytes=0-262143", "bytes=2097152-2359295"], ranges);

        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest, Token);
        Assert.Equal(bytes[((2 << 20) + 101)..], rest.ToArray());
        Assert.Equal(["bytes=2359296-2883583", "bytes=2883584-3932159", "bytes=3932160-4980735", "bytes=4980736-5242888"], ranges.Skip(2).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OpenRead_EveryAnswerBreaksOffOnce_GivesAllBytes()
    {
        var bytes = Bytes((5 << 20) + 9);
        var uri = await Open((_, _) => null).PutAsync("object", new MemoryStream(bytes), Token);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var cuts = 0;
        var store = Open((request, _) =>
        {
            lock (seen)
            {
                return seen.Add(request.Headers.Range!.ToString()) ? FaultyHttp.CutAfter(1000 * ++cuts) : null;
            }
        });

        Assert.Equal(bytes, await ReadAsync(store, uri));
        Assert.Equal(7, cuts);
    }

    [Fact]
    public async Task Put_ServerStaysBusy_FailsAfterItsPatienceAndLeavesNothing()
    {
        var store = Open(
            (request, _) => request.Method == HttpMethod.Put ? FaultyHttp.Answer(HttpStatusCode.ServiceUnavailable, "SlowDown") : null,
            patience: TimeSpan.FromMilliseconds(20));

        var failed = await Assert.ThrowsAsync<StoreException>(() => store.PutAsync("object", new MemoryStream(Bytes(Part + 1)), Token));

        Assert.Equal(StoreTrouble.Unreachable, failed.Trouble);
        Assert.Contains("503 SlowDown", failed.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Open((_, _) => null).RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token));
    }

    /// <summary>Whichever call of a composition it is that fails: of sending, of copying, of reading what is borrowed.</summary>
    [Theory]
    [InlineData("?uploads")]
    [InlineData("partNumber=1")]
    [InlineData("partNumber=2")]
    [InlineData("partNumber=3")]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    public async Task Compose_OneCallIsAlwaysRefused_FailsAndLeavesNothing(string call)
    {
        var sound = Open((_, _) => null);
        var uri = await sound.PutAsync("from", new MemoryStream(Bytes(3 * Part)), Token);
        var store = Open((request, _) => $"{request.Method} {request.RequestUri}".Contains(call, StringComparison.Ordinal)
            ? FaultyHttp.Answer(HttpStatusCode.Forbidden, "AccessDenied")
            : null);

        var failed = await Assert.ThrowsAsync<StoreException>(() => store.ComposeAsync("composed", Pieces(uri, uri, 3 * Part), (6 * Part) + 2, Token));

        Assert.Equal(StoreTrouble.Refused, failed.Trouble);
        Assert.Equal(["from"], await sound.ListAsync("", Token).ToListAsync(Token));
        Assert.Equal(0, await sound.RemoveUnfinishedAsync(DateTimeOffset.MaxValue, Token));
    }

    /// <summary>So the server refuses what the network has changed.</summary>
    [Fact]
    public async Task Put_AnySize_BytesAreSigned()
    {
        var signed = new ConcurrentBag<string>();
        var store = Open((request, _) =>
        {
            if (request.Method == HttpMethod.Put)
            {
                signed.Add(request.Headers.GetValues("x-amz-content-sha256").Single());
            }

            return null;
        });
        var bytes = Bytes(Part + 3);

        await store.PutAsync("small", new MemoryStream(bytes, 0, 3), Token);
        await store.PutAsync("large", new MemoryStream(bytes), Token);

        string[] expected = [DigestOf(bytes[..3]), DigestOf(bytes[..Part]), DigestOf(bytes[Part..])];
        Assert.Equal(expected.Order(), signed.Order());

        static string DigestOf(byte[] part) => Convert.ToHexStringLower(SHA256.HashData(part));
    }

    /// <summary>An upload that trickles in keeps none of the places of those that can be sent.</summary>
    [Fact]
    public async Task Put_OthersAreSlow_IsDoneMeanwhile()
    {
        var store = Open((_, _) => null);
        var uploads = Enumerable.Range(0, new S3Settings().Parts).Select(_ => new Pipe()).ToList();
        var slow = uploads.Select((upload, number) => store.PutAsync($"slow {number}", upload.Reader.AsStream(), Token)).ToList();

        await store.PutAsync("object", new MemoryStream([1]), Token);

        Assert.DoesNotContain(slow, put => put.IsCompleted);
        uploads.ForEach(upload => upload.Writer.Complete());
        await Task.WhenAll(slow);
    }

    [Fact]
    public async Task Put_CancelledInAPause_EndsAtOnce()
    {
        using var cancelled = new CancellationTokenSource();
        var store = Open((_, _) => FaultyHttp.Lose(), new FakeTimeProvider());

        var put = store.PutAsync("object", new MemoryStream([1]), cancelled.Token);
        while (_networks[0].Requests == 0)
        {
            await Task.Yield();
        }

        Assert.False(put.IsCompleted);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", StoreTrouble.Refused)]
    [InlineData(HttpStatusCode.Forbidden, "RequestTimeTooSkewed", StoreTrouble.Refused)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", StoreTrouble.Refused)]
    [InlineData(HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed", StoreTrouble.Refused)]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented", StoreTrouble.Refused)]
    [InlineData(HttpStatusCode.Forbidden, "QuotaExceeded", StoreTrouble.Full)]
    [InlineData(HttpStatusCode.InsufficientStorage, "", StoreTrouble.Full)]
    [InlineData(HttpStatusCode.PreconditionFailed, "PreconditionFailed", StoreTrouble.Changed)]
    public async Task Put_WhatNoRetryCures_IsAskedOnceAndReported(HttpStatusCode status, string code, StoreTrouble trouble)
    {
        var store = Open((_, _) => FaultyHttp.Answer(status, code));

        var failed = await Assert.ThrowsAsync<StoreException>(() => store.PutAsync("object", new MemoryStream([1]), Token));

        Assert.Equal(trouble, failed.Trouble);
        Assert.NotEmpty(failed.Remedy);
        Assert.Equal(1, _networks[0].Requests);
    }

    private static FaultyHttp.Fault Named(string fault) => fault switch
    {
        "busy" => FaultyHttp.Answer(HttpStatusCode.ServiceUnavailable),
        "slow down" => FaultyHttp.Answer(HttpStatusCode.ServiceUnavailable, "SlowDown"),
        "internal" => FaultyHttp.Answer(HttpStatusCode.InternalServerError, "InternalError"),
        "lost" => FaultyHttp.Lose(),
        _ => FaultyHttp.LoseAnswer(),
    };

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Whole objects of two parts or more, and a byte of ours after each.</summary>
    private static IAsyncEnumerable<ObjectPiece> Pieces(string one, string other, int size) => new[]
    {
        ObjectPiece.Of(one, 0, size), ObjectPiece.Of(new byte[] { 1 }), ObjectPiece.Of(other, 0, size), ObjectPiece.Of(new byte[] { 2 }),
    }.ToAsyncEnumerable();

    private static async Task<byte[]> ReadAsync(S3ObjectStore store, string uri)
    {
        await using var stream = await store.OpenReadAsync(uri, Token);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Token);
        return content.ToArray();
    }

    private S3ObjectStore Open(Func<HttpRequestMessage, int, FaultyHttp.Fault?> judge, TimeProvider? time = null, TimeSpan? patience = null)
    {
        var network = new FaultyHttp(judge);
        _networks.Add(network);
        var settings = new S3Settings
        {
            PartBytes = Part,
            BlockBytes = 1 << 20,
            CopyBytes = Part,
            Pause = TimeSpan.FromMilliseconds(1),
            Patience = patience ?? TimeSpan.FromMinutes(2),
            Http = network,
        };
        return new S3ObjectStore(_location, [], settings, time ?? TimeProvider.System, NullLoggerFactory.Instance);
    }
}
