using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Webhooks;
using Rushes.Platform.Services;
using Rushes.Platform.Tests.Database;
using Rushes.Platform.Tests.Workflows;
using Rushes.Storage;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Tests;

/// <summary>Starts hosts, one after the other, on the same files.</summary>
internal sealed class TestHost(StoreKind store) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PostgresDatabase? _postgres;

    /// <summary>Of the migrations.</summary>
    public string Dialect => store == StoreKind.Sqlite ? "sqlite" : "postgres";

    public bool IsOnAServer => store != StoreKind.Sqlite;

    public string DatabasePath => _folder["state.db"];

    public string Objects => _folder["objects"];

    /// <summary>The one file outside of the store that may be read.</summary>
    public string Source => _folder["source.bin"];

    public string Scratch => _folder["scratch"];

    /// <summary>No test here runs a tool unless it says which.</summary>
    public IToolRunner Tools { get; init; } = new FakeToolRunner(_ => throw new InvalidOperationException("No tool was expected."));

    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Null: a folder.</summary>
    public IObjectStore Store
    {
        get => field ??= new LocalObjectStore(Objects, [Source]);
        set;
    }

    public TimeSpan Patience { get; init; }

    public int Slots { get; init; } = 4;

    public long Memory { get; init; } = 1L << 40;

    public int MaxLosses { get; init; } = 5;

    public bool Fleet { get; init; }

    public WebhookSender? Webhooks { get; init; }

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A database of the test's own; null: one is made.</summary>
    public DatabaseLocation? Database { get; init; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<PlatformHost> StartAsync(IReadOnlyList<Service> services, Action<string>? afterStatement = null, params string[] here) => await PlatformHost.StartAsync(
        new PlatformOptions
        {
            Database = await LocateAsync(),
            ScratchFolder = Scratch,
            Slots = Slots,
            Backoff = Backoff,
            Patience = Patience,
            MaxLosses = MaxLosses,
            Memory = Memory,
            Fleet = Fleet,
            Lease = Lease,
            Webhooks = Webhooks,
            Services = here.Length == 0 ? null : here.ToHashSet(),
        },
        services, Store, Tools, TimeProvider.System, NullLoggerFactory.Instance, afterStatement, Token);

    /// <summary>Reads, or meddles with, the rows of a host that has stopped or of one that runs.</summary>
    public async Task<SqlSession> OpenSessionAsync() => (await LocateAsync()).ToEngine(TimeProvider.System).Open(readOnly: false);

    /// <summary>As much time passes as a dead host is thought to live. The owner of a file need not wait for that.</summary>
    public async Task LetLeasesExpireAsync()
    {
        if (store != StoreKind.Sqlite)
        {
            await LoseWorkersAsync();
        }
    }

    /// <summary>As much time passes as a silent worker is thought to live.</summary>
    public async Task LoseWorkersAsync()
    {
        using var sql = await OpenSessionAsync();
        sql.Execute("UPDATE message SET expiry = 0 WHERE state IN ('leased', 'suspended')");
        sql.Execute("DELETE FROM worker");
    }

    public async Task<DatabaseLocation> LocateAsync()
    {
        if (Database is not null)
        {
            return Database;
        }

        if (store == StoreKind.Sqlite)
        {
            return new DatabaseLocation.SqliteFile(DatabasePath);
        }

        _postgres ??= await PostgresPool.TakeAsync(Token);
        return new DatabaseLocation.PostgresServer(_postgres.ConnectionString);
    }

    public static async Task<string> SubmitAsync(PlatformHost host, long from, long to) => Assert.IsType<Submission.Accepted>(
        await host.SubmitAsync(Counting.Count, new FrameRange { From = from, To = to }, "request", new Priority(), Token)).RunId;

    public static Task<RunEnd<Rational>> WaitAsync(PlatformHost host, string run) => host.WaitAsync(Counting.Count, run, Token);

    public static async Task<RunEnd<Rational>> RunAsync(PlatformHost host, long from, long to) =>
        await WaitAsync(host, await SubmitAsync(host, from, to));

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_postgres is not null)
        {
            await PostgresPool.ReturnAsync(_postgres);
        }
    }
}
