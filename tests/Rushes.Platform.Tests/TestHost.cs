using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Tests.Workflows;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests;

/// <summary>Starts hosts, one after the other, on the same files.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string DatabasePath => _folder["state.db"];

    public string Objects => _folder["objects"];

    /// <summary>The one file outside of the store that may be read.</summary>
    public string Source => _folder["source.bin"];

    public string Scratch => _folder["scratch"];

    /// <summary>No test here runs a tool unless it says which.</summary>
    public IToolRunner Tools { get; init; } = new FakeToolRunner(_ => throw new InvalidOperationException("No tool was expected."));

    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(1);

    public int Slots { get; init; } = 4;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<PlatformHost> StartAsync(IReadOnlyList<Service> services, Action<string>? afterStatement = null) => PlatformHost.StartAsync(
        new PlatformOptions { Database = new DatabaseLocation.SqliteFile(DatabasePath), ScratchFolder = Scratch, Slots = Slots, Backoff = Backoff },
        services, new LocalObjectStore(Objects, [Source]), Tools, TimeProvider.System, NullLoggerFactory.Instance, afterStatement, Token);

    public static async Task<string> SubmitAsync(PlatformHost host, long from, long to) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Counting.Count, new FrameRange { From = from, To = to }, "request", new Priority(), Token)).RunId;

    public static Task<RunEnd<Rational>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Counting.Count, run, Token);

    public static async Task<RunEnd<Rational>> RunAsync(PlatformHost host, long from, long to) =>
        await WaitAsync(host, await SubmitAsync(host, from, to));

    public void Dispose() => _folder.Dispose();
}
