using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using Rushes.Tools.Execution;
using Xunit;

namespace Rushes.Testing;

/// <summary>A server of a test's own, to be stopped and started; gone with all its data when the test ends.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    /// <summary>… connections, or read-only connections.</summary>
    private const string Ready = "database system is ready to accept";

    private const int SigStop = 19;

    private readonly TemporaryFolder _folder = new();
    private readonly string _fsync;
    private CancellationTokenSource _life = new();
    private Task<ToolResult>? _server;
    private bool _standsStill;

    private PostgresCluster(bool fsync) => _fsync = fsync ? "fsync=on" : "fsync=off";

    /// <summary>Of an administrator; stays the same over a restart. Connections are pooled unless the test turns that off.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder { Host = Host, Username = "rushes", Database = "postgres" }.ConnectionString;

    /// <summary>The folder of its socket.</summary>
    public string Host => _folder.Path;

    private string Data => _folder["data"];

    /// <summary>Makes and starts a server; without PostgreSQL the test is skipped, or fails on the build server.</summary>
    /// <param name="fsync">Whether a commit waits for the disk, as in production. A crash of the server alone loses nothing without.</param>
    /// <param name="cancellationToken">Stops the making.</param>
    public static Task<PostgresCluster> CreateAsync(bool fsync, CancellationToken cancellationToken) => CreateAsync(
        fsync, data => RunAsync("initdb", ["-D", data, "-U", "rushes", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken), cancellationToken);

    /// <summary>Makes and starts a standby of this server, which follows it until it is promoted.</summary>
    public Task<PostgresCluster> CreateStandbyAsync(CancellationToken cancellationToken) => CreateAsync(
        fsync: false, data => RunAsync("pg_basebackup", ["-h", Host, "-U", "rushes", "-D", data, "-R", "-c", "fast", "--no-sync"], cancellationToken), cancellationToken);

    /// <summary>Returns when the server takes connections; after a crash, when it has recovered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
            throw new InvalidOperationException("The server runs.");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server = PostgresInstallation.RunAsync(
            "postgres",
            ["-D", Data, "-c", "listen_addresses=", "-c", "port=5432", "-c", $"unix_socket_directories={Host}", "-c", _fsync],
            line => _ = line.Contains(Ready, StringComparison.Ordinal) && ready.TrySetResult(),
            _life.Token);
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

    /// <summary>As when its machine is switched off: no process of it says anything any more.</summary>
    public async Task KillAsync()
    {
        await _life.CancelAsync();
        await (_server ?? Task.CompletedTask).ContinueWith(_ => { }, TaskScheduler.Default);
        (_server, _life, _standsStill) = (null, new CancellationTokenSource(), false);
    }

    /// <summary>As when its machine hangs: its connections stay, and nobody answers. It can only be killed then.</summary>
    public async Task StandStillAsync(CancellationToken cancellationToken)
    {
        var server = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"), cancellationToken))[0];
        Stop(server);
        foreach (var process in (await File.ReadAllTextAsync($"/proc/{server}/task/{server}/children", cancellationToken)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Stop(process);
        _standsStill = true;
    }

    /// <summary>Makes a standby a primary; returns when it can be written.</summary>
    public Task PromoteAsync(CancellationToken cancellationToken) => RunAsync("pg_ctl", ["promote", "-D", Data, "-w"], cancellationToken);

    public async Task RestartAsync(bool immediate, CancellationToken cancellationToken)
    {
        await StopAsync(immediate, cancellationToken);
        await StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await (_standsStill ? KillAsync() : StopAsync(immediate: true, CancellationToken.None));
        _life.Dispose();
        _folder.Dispose();
    }

    private static async Task<PostgresCluster> CreateAsync(bool fsync, Func<string, Task> makeAsync, CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster(fsync);
        try
        {
            await PostgresInstallation.HandOverAsync(cluster.Host, cancellationToken);
            await makeAsync(cluster.Data);
            await cluster.StartAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await PostgresInstallation.RunAsync(program, arguments, null, cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
    }

    private static void Stop(string process) => Assert.Equal(0, Send(int.Parse(process, CultureInfo.InvariantCulture), SigStop));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
