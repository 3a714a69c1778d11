using System.Globalization;
using System.Security.Cryptography;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>Workers as jobs of a real Slurm, started and sent away by <c>deploy/slurm</c>.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "slurm")]
public sealed class SlurmTests(ITestOutputHelper output) : IDisposable
{
    private const int Workers = 4;

    /// <summary>Long enough that work is in hand when the cluster takes half of the workers away.</summary>
    private const int FilmSeconds = 60;

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
    public async Task Title_HalfOfItsWorkersArePreempted_FinishesWithTheSameBytes()
    {
        SlurmCluster.Require();
        var film = await TestMedia.MakeAsync(
            _folder["film.mp4"],
            $"-f lavfi -i testsrc2=size=640x360:rate=24:duration={FilmSeconds} -f lavfi -i sine=duration={FilmSeconds} -vf noise=alls=20:allf=t -c:v libx264 -preset ultrafast -g 48 -c:a aac",
            Token);
        string[] encode = ["encode", film, "--ladder", _folder.Write("ladder.yaml", Ladder), "--chunk", "4s", "--json"];
        var program = new RushesProgram(_folder["work"]);
        await using var server = await ServingProgram.StartAsync(program, Token);

        await ScaleAsync(server, "--warm", Text(Workers));
        await SlurmCluster.UntilAsync(async () => await SlurmCluster.CountAsync("low", "RUNNING") == Workers);
        using var process = program.Start([.. encode, "--out", _folder["fleet"], "--server", server.Url]);
        var title = RushesProgram.EndAsync(process, Token);
        await SlurmCluster.UntilAsync(async () => title.IsCompleted || await server.LeasedAsync(Token) >= Workers);
        Assert.False(title.IsCompleted);

        var urgent = await SlurmCluster.RunAsync("sbatch", "--parsable", "--partition", "high", "--cpus-per-task", "2", "--mem", "100M", "--output", "/dev/null", "--wrap", "exec sleep infinity");
        await SlurmCluster.UntilAsync(async () => await SlurmCluster.CountAsync("high", "RUNNING") == 1);
        var requeued = await SlurmCluster.RequeuedAsync();
        output.WriteLine($"{requeued} of {Workers} workers were requeued; the title had {(title.IsCompleted ? "" : "not ")}ended");
        Assert.Equal(Workers / 2, requeued);
        Assert.False(title.IsCompleted);
        var end = await title;
        await SlurmCluster.RunAsync("scancel", urgent);

        Assert.True(end.ExitCode == 0, end + Logs());
        await SlurmCluster.UntilAsync(() => AllHaveLeftAsync(server));
        var local = await program.RunAsync(Token, [.. encode, "--out", _folder["here"]]);
        Assert.True(local.ExitCode == 0, local.ToString());
        Assert.Equal(Digests("here"), Digests("fleet"));
    }

    private async Task ScaleAsync(ServingProgram server, params string[] more) => await SlurmCluster.ScaleAsync(
    [
        "--server", server.Url, "--metrics", server.Metrics, "--program", SlurmCluster.Program(_folder), "--cores", "1", "--memory", "2GiB",
        "--max", Text(Workers), "--idle", "20s", "--drain", "15", .. more, "--", "--partition", "low", "--output", _folder["worker-%A_%a.log"],
    ]);

    /// <summary>The depth that <c>scale</c> goes by is a few seconds old.</summary>
    private async Task<bool> AllHaveLeftAsync(ServingProgram server)
    {
        await ScaleAsync(server);
        return await SlurmCluster.CountAsync("low", "PENDING,RUNNING,COMPLETING") == 0;
    }

    private string Logs() => string.Concat(Directory.EnumerateFiles(_folder[""], "worker-*.log").Select(path => $"\n--- {path}\n{File.ReadAllText(path)}"));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private SortedDictionary<string, string> Digests(string outcome) => new(
        Directory.EnumerateFiles(_folder[outcome], "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "report.json")
            .ToDictionary(path => Path.GetRelativePath(_folder[outcome], path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);
}
