using System.Collections.Concurrent;
using System.Globalization;
using Rushes.Platform.Rpc.Files;

namespace Rushes.Client.Tests.Files;

/// <summary>Uploads that are remembered for as long as the test runs.</summary>
internal sealed class FakeUploads : IUploads
{
    private readonly ConcurrentDictionary<string, string> _keys = [];
    private int _begun;

    public Task<string?> FindAsync(string digest, CancellationToken cancellationToken) => Task.FromResult(_keys.GetValueOrDefault(digest));

    public Task<string> BeginAsync(string digest, CancellationToken cancellationToken) =>
        Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"uploads/{digest}-{Interlocked.Increment(ref _begun)}"));

    public Task<string> EndAsync(string digest, string key, CancellationToken cancellationToken) => Task.FromResult(_keys.GetOrAdd(digest, key));
}
