using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// Two servers and two workers over a PostgreSQL whose primary is killed in the middle of a title and whose synchronous standby is
/// promoted: the title ends with the bytes of a local encode, and every job that a client was told of is there, and ends.
/// </summary>
[Trait("Category", "Soak")]
[Trait("Soak", "failover")]
public sealed class DatabaseFailoverTests(ITestOutputHelper output) : IDisposable
{
    private const int FilmSeconds = 60;
    private const int Chunks = 15;

    /// <summary>So many chunks are done when the primary is killed, and so many more jobs are accepted on the other one.</summary>
    private const int Before = 4;

    private const string DoneChunks =
        "SELECT count(*) FROM item JOIN run ON run.id = run_id WHERE workflow = 'encoding.encode' AND node = 'encode' AND item.state = 'done'";

    private const string Ladder = """
        version: 1
        codec: avc
        segment: 2s
        renditions:
          - {name: low, height: 360, crf: 28, maxrate: 2000k, buffer: 4000k, preset: slow}

        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Title_PrimaryIsKilledAndItsStandbyPromoted_FinishesWithTheSameBytesAndNothingAcceptedIsLost()
    {
        var film = await TestMedia.MakeAsync(
            _folder["film.mp4"],
            $"-f lavfi -i testsrc2=size=640x360:rate=24:duration={FilmSeconds} -f lavfi -i sine=duration={FilmSeconds} -vf noise=alls=20:allf=t -c:v libx264 -preset ultrafast -g 48 -c:a aac",
            Token);
        var clip = await TestMedia.MakeAsync(_folder["clip.mp4"], "-f lavfi -i testsrc2=size=64x36:rate=12:duration=1 -c:v libx264", Token);
        var program = new RushesProgram(_folder["cache"]);
        string[] encode = ["encode", film, "--ladder", _folder.Write("ladder.yaml", Ladder), "--chunk", "4s"];
        await using var pair = await PostgresPair.CreateAsync(Token);
        await using var fleet = new FleetProcesses(program);
        string[] serve = ["--work", _folder["serve"], "--database", pair.Url, "--readable", clip];
        var (_, one) = await fleet.ServeAsync(Token, serve);
        var (_, other) = await fleet.ServeAsync(Token, serve);
        fleet.Work(one);
        fleet.Work(other);

        using var process = program.Start([.. encode, "--out", _folder["fleet"], "--work", _folder["here"], "--server", one]);
        var title = RushesProgram.EndAsync(process, Token);
        await using var jobs = new SteadyJobs(clip, one, other);
        await UntilAsync(title, async () => await CountAsync(pair.Primary, DoneChunks) >= Before);
        var (accepted, started) = (jobs.Accepted.Count, Stopwatch.StartNew());
        await pair.FailOverAsync(Token);
        var promoted = started.Elapsed;
        await UntilAsync(title, () => Task.FromResult(jobs.Accepted.Count > accepted + Before));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{accepted} jobs were accepted before; promoted after {promoted.TotalSeconds:F1} s, the next jobs accepted after {started.Elapsed.TotalSeconds:F1} s"));
        Assert.False(title.IsCompleted);
        var end = await title;
        await jobs.DisposeAsync();

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.Equal(Chunks, await CountAsync(pair.Standby, DoneChunks));
        await AssertAllAreDoneAsync(pair.Standby, jobs.Accepted);
        var local = await program.RunAsync(Token, [.. encode, "--out", _folder["local"], "--work", _folder["here"]]);
        Assert.True(local.ExitCode == 0, local.ToString());
        StreamFiles.AssertSame(StreamFiles.Read(_folder["local"]), _folder["fleet"], "fleet");
    }

    private async Task AssertAllAreDoneAsync(PostgresCluster cluster, IReadOnlyCollection<string> accepted)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accepted.Count} jobs were accepted in all"));
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        var among = $"FROM run WHERE id IN ({string.Join(", ", accepted.Select(id => $"'{id}'"))})";
        Assert.Equal(accepted.Count, await CountAsync(cluster, $"SELECT count(*) {among}"));
        await UntilAsync(null, async () => await CountAsync(cluster, $"SELECT count(*) {among} AND state = 'running'") == 0);
        Assert.Equal(accepted.Count, await CountAsync(cluster, $"SELECT count(*) {among} AND state = 'done'"));
    }

    private static async Task UntilAsync(Task<ProgramEnd>? title, Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            Assert.False(title is { IsCompleted: true }, "The title ended before.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }

    private static async Task<long> CountAsync(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
