using Npgsql;
using Rushes.Tools.Execution;
using Xunit;

namespace Rushes.Testing;

/// <summary>A server of a test's own, to be stopped and started; gone with all its data when the test ends.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Ready = "database system is ready to accept connections";

    private readonly TemporaryFolder _folder = new();
    private readonly string _fsync;
    private Task<ToolResult>? _server;

    private PostgresCluster(bool fsync) => _fsync = fsync ? "fsync=on" : "fsync=off";

    /// <summary>Of an administrator; stays the same over a restart. Connections are pooled unless the test turns that off.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder { Host = _folder.Path, Username = "rushes", Database = "postgres" }.ConnectionString;

    private string Data => _folder["data"];

    /// <summary>Makes and starts a server; without PostgreSQL the test is skipped, or fails on the build server.</summary>
    /// <param name="fsync">Whether a commit waits for the disk, as in production. A crash of the server alone loses nothing without.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    public static async Task<PostgresCluster> CreateAsync(bool fsync, CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster(fsync);
        try
        {
            await PostgresInstallation.HandOverAsync(cluster._folder.Path, cancellationToken);
            await RunAsync("initdb", ["-D", cluster.Data, "-U", "rushes", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);
            await cluster.StartAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the server takes connections; after a crash, when it has recovered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
            throw new InvalidOperationException("The server runs.");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = PostgresInstallation.RunAsync(
            "postgres",
            ["-D", Data, "-c", "listen_addresses=", "-c", "port=5432", "-c", $"unix_socket_directories={_folder.Path}", "-c", _fsync],
            line => _ = line.Contains(Ready, StringComparison.Ordinal) && ready.TrySetResult(),
            CancellationToken.None);
        if (await Task.WhenAny(_server, ready.Task).WaitAsync(cancellationToken) == _server)
            Assert.Fail((await _server).ErrorTail);
    }

    /// <summary>Ends all connections. Does nothing when the server is stopped.</summary>
    /// <param name="immediate">As a crash does, without a checkpoint: the next start recovers.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task StopAsync(bool immediate, CancellationToken cancellationToken)
    {
        if (_server is null)
            return;
        if (!_server.IsCompleted)
            await RunAsync("pg_ctl", ["stop", "-D", Data, "-m", immediate ? "immediate" : "fast"], cancellationToken);
        await _server.WaitAsync(cancellationToken);
        _server = null;
    }

    public async Task RestartAsync(bool immediate, CancellationToken cancellationToken)
    {
        await StopAsync(immediate, cancellationToken);
        await StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await StopAsync(immediate: true, CancellationToken.None);
        _folder.Dispose();
    }

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await PostgresInstallation.RunAsync(program, arguments, null, cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
    }
}
