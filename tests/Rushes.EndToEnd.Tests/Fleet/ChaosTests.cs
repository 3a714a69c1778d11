using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Rushes.EndToEnd.Tests.Faults;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// Two servers and four workers over PostgreSQL and S3 encode three titles of different classes, while for two minutes one of the
/// processes after the other is killed, or stands still for a while. In the end every title has the bytes of a local encode.
/// </summary>
[Trait("Category", "Soak")]
[Trait("Soak", "chaos")]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int SigStop = 19;
    private const int SigCont = 18;
    private const string Lease = "4s";

    /// <summary>A server that is just then dead when a title begins is no reason to wait.</summary>
    private const int NobodyThere = 4;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly string[] Classes = ["bulk", "standard", "express"];

    private readonly List<Member> _members = [];
    private int _kills;
    private int _stops;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fleet_ProcessesDieAndStandStill_EveryTitleIsWholeAndTheSame()
    {
        var seed = Environment.TickCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        using var job = await TinyJob.CreateAsync(Token);
        var local = job.Into("local");
        Assert.Equal(0, (await local.RunAsync(Token)).ExitCode);
        var reference = StreamFiles.Read(local.Output);
        await using var home = await FleetHome.CreateAsync(far: true, job.Folder.Path, Token);
        await using var fleet = new FleetProcesses(job.Program);
        var servers = await StartAsync(fleet, home);

        using var over = new CancellationTokenSource(Long);
        var chaos = Task.Run(() => RageAsync(new Random(seed), over.Token), Token);
        var titles = 0;
        while (!over.IsCancellationRequested)
        {
            var (round, started) = (titles, Stopwatch.StartNew());
            await Task.WhenAll(Classes.Select((name, index) => EncodeAsync(
                job.Into(string.Create(CultureInfo.InvariantCulture, $"out-{round}-{name}")), servers[index % servers.Length], name, reference, seed)));
            titles += Classes.Length;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{titles} titles, {_kills} killed, {_stops} stood still, {started.Elapsed.TotalSeconds:F0} s"));
        }

        await chaos;
        Assert.True(_kills > 3 && _stops > 3, $"{_kills} killed, {_stops} stood still");
    }

    private static async Task EncodeAsync(TinyJob job, string server, string name, IReadOnlyDictionary<string, string> reference, int seed)
    {
        ProgramEnd end;
        do
        {
            end = await job.RunAsync(Token, "--server", server, "--class", name);
        }
        while (end.ExitCode == NobodyThere);

        Assert.True(end.ExitCode == 0, $"seed {seed}: {end}");
        StreamFiles.AssertSame(reference, job.Output, $"seed {seed}, {name}");
    }

    /// <summary>Returns the addresses of the servers.</summary>
    private async Task<string[]> StartAsync(FleetProcesses fleet, FleetHome home)
    {
        List<string> servers = [];
        for (var i = 0; i < 2; i++)
        {
            var (process, server) = await fleet.ServeAsync(Token, [.. home.Arguments, "--lease", Lease]);
            servers.Add(server);
            _members.Add(new Member(process, async () => (await fleet.ServeAsync(Token, [.. home.Arguments, "--lease", Lease, "--listen", new Uri(server).Authority])).Process));
        }

        for (var i = 0; i < 4; i++)
        {
            var server = servers[i % 2];
            _members.Add(new Member(fleet.Work(server), () => Task.FromResult(fleet.Work(server))));
        }

        return [.. servers];
    }

    private async Task RageAsync(Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(1 + (4 * random.NextDouble())), TimeProvider.System, Token);
            var member = _members[random.Next(_members.Count)];
            if (random.Next(2) == 0)
            {
                member.Process.Kill();
                await member.Process.WaitForExitAsync(Token);
                member.Process = await member.StartAgainAsync();
                _kills++;
            }
            else
            {
                Assert.Equal(0, Send(member.Process.Id, SigStop));
                await Task.Delay(TimeSpan.FromSeconds(8 * random.NextDouble()), TimeProvider.System, Token);
                Assert.Equal(0, Send(member.Process.Id, SigCont));
                _stops++;
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);

    private sealed class Member(Process process, Func<Task<Process>> startAgain)
    {
        public Process Process { get; set; } = process;

        public Task<Process> StartAgainAsync() => startAgain();
    }
}
