using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue;

/// <summary>A queue on some database, each operation in a transaction of its own.</summary>
internal abstract class QueueUnderTest : IAsyncDisposable
{
    public const string Name = "tests";
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(60);
    public static readonly RetryPolicy Retry = new(MaxAttempts: 3, Backoff: TimeSpan.FromSeconds(1));

    public FakeTimeProvider Clock { get; } = new();

    public List<long> Revoked { get; } = [];

    public abstract Task<bool> SendAsync(OutgoingMessage message);

    public abstract Task<IReadOnlyList<Lease>> TakeAsync(int max);

    public abstract Task<bool> HeartbeatAsync(Lease lease);

    public abstract Task<bool> CompleteAsync(Lease lease);

    public abstract Task<FailOutcome> FailAsync(Lease lease, FailureCategory category);

    public abstract Task<bool> ReleaseAsync(Lease lease);

    public abstract Task<int> ReleaseAllAsync();

    public abstract Task CancelAsync(string scope);

    /// <summary>States by what the payloads say.</summary>
    public abstract Task<IReadOnlyDictionary<string, string>> StatesAsync();

    public abstract ValueTask DisposeAsync();

    public Task<bool> SendAsync(
        string text, int @class = 4, long due = 0, long rank = 0, string? scope = null, string? dedupe = null, long notBefore = 0) =>
        SendAsync(new OutgoingMessage(Name, new MessagePriority(@class, due, rank), Payload(text))
        {
            Scope = scope,
            DedupeKey = dedupe,
            NotBefore = notBefore,
        });

    public async Task<Lease> TakeOneAsync() => Assert.Single(await TakeAsync(1));

    public async Task<string[]> TakeTextsAsync(int max) => [.. (await TakeAsync(max)).Select(Text)];

    public static string Text(Lease lease) => Text(lease.Payload.Span);

    protected static string Text(ReadOnlySpan<byte> payload) => Finding.Parser.ParseFrom(payload).Code;

    private static Finding Payload(string text) => new() { Code = text };
}
