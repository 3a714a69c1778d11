using System.Diagnostics;
using System.Globalization;
using Rushes.EndToEnd.Tests.Faults;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// Two servers and four workers over PostgreSQL and S3 encode three titles of different classes at a time, while for minutes
/// processes are killed or stand still, and links are silent or break. In the end every title has the bytes of a local encode, each
/// chunk counts once, and nothing stays behind. RUSHES_CHAOS_MINUTES says how long (3), RUSHES_CHAOS_SEED what happens.
/// </summary>
[Trait("Category", "Soak")]
[Trait("Soak", "chaos")]
public sealed class ChaosTests(ITestOutputHelper output)
{
    /// <summary>A server that is just then dead when a title begins is no reason to wait.</summary>
    private const int NobodyThere = 4;

    private const int CutAtOnce = 2;

    private const double LongestStop = 8;

    /// <summary>Seconds; longer than a lease, and than it takes to notice.</summary>
    private const double LongestSilence = 35;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(Variable("RUSHES_CHAOS_MINUTES") ?? 3);
    private static readonly string[] Classes = ["bulk", "standard", "express"];

    private int _kills;
    private int _stops;
    private int _silences;
    private int _breaks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fleet_ProcessesDieAndStandStillAndLinksAreCut_EveryTitleIsWholeAndTheSameAndNothingStays()
    {
        var seed = Variable("RUSHES_CHAOS_SEED") ?? Environment.TickCount;
        Say($"seed {seed}");
        using var job = await TinyJob.CreateAsync(Token);
        var reference = await ReferenceAsync(job);
        await using var fleet = await ChaosFleet.StartAsync(job.Program, job.Folder["serve"], Token);
        Say($"{fleet.Networks} workers in networks of their own");

        using var over = new CancellationTokenSource(Long);
        Task[] chaos =
        [
            Task.Run(() => HarmProcessesAsync(fleet, new Random(seed), over.Token), Token),
            .. Enumerable.Range(1, CutAtOnce).Select(cutter => Task.Run(() => CutLinksAsync(fleet, new Random(seed + cutter), over.Token), Token)),
        ];
        var titles = 0;
        while (!over.IsCancellationRequested)
        {
            var (round, started) = (titles / Classes.Length, Stopwatch.StartNew());
            await Task.WhenAll([.. chaos.Where(one => one.IsFaulted), .. Classes.Select(name => EncodeAsync(
                job.Into(string.Create(CultureInfo.InvariantCulture, $"out-{round}-{name}")), fleet.Url, name, reference, seed))]);
            titles += Classes.Length;
            Say($"{titles} titles, {_kills} killed, {_stops} stood still, {_silences} links silent, {_breaks} broken; {started.Elapsed.TotalSeconds:F0} s");
        }

        await Task.WhenAll(chaos);
        var ledger = new FleetLedger(fleet.ConnectionString, fleet.Store);
        Assert.Equal((titles, 0), await ledger.RunsAsync(Token));
        Assert.Equal(Enumerable.Repeat((long)TinyJob.Chunks, titles), await ledger.ChunksAsync(Token));
        await ledger.CheckChunksAsync(Token);
        await AssertNothingStaysAsync(fleet, ledger);
        Assert.True(_kills > 3 && _stops > 3 && _silences > 3 && _breaks > 3, "There was no chaos.");
    }

    /// <summary>Of a local encode, which has a frame for each of the source, as long after the first.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> ReferenceAsync(TinyJob job)
    {
        var local = job.Into("local");
        Assert.Equal(0, (await local.RunAsync(Token)).ExitCode);
        var source = await FrameHashes.ReadAsync($"file:{job.Source}", "0:v:0", Token);
        var encoded = await FrameHashes.ReadAsync(Path.Combine(local.Output, $"video/avc/{TinyJob.Rendition}.mp4"), "0:v:0", Token);
        Assert.Equal(
            source.Select(frame => (frame.Ticks - source[0].Ticks) * encoded[0].Timescale), encoded.Select(frame => (frame.Ticks - encoded[0].Ticks) * source[0].Timescale));
        return StreamFiles.Read(local.Output);
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

    private async Task HarmProcessesAsync(ChaosFleet fleet, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await WaitAsync(1 + (4 * random.NextDouble()));
            var member = fleet.Members[random.Next(fleet.Members.Count)];
            if (random.Next(2) == 0)
            {
                await member.KillAsync(Token);
                _kills++;
            }
            else
            {
                await member.StandStillAsync(TimeSpan.FromSeconds(LongestStop * random.NextDouble()), Token);
                _stops++;
            }
        }
    }

    private async Task CutLinksAsync(ChaosFleet fleet, Random random, CancellationToken over)
    {
        Link[] links = [fleet.Front, .. fleet.Members.SelectMany(member => member.Links)];
        while (!over.IsCancellationRequested)
        {
            await WaitAsync(4 * random.NextDouble());
            var link = links[random.Next(links.Length)];
            if (random.Next(2) == 0)
            {
                link.Break();
                Interlocked.Increment(ref _breaks);
            }
            else
            {
                link.Silence();

                // Mostly short, sometimes longer than anybody waits.
                await WaitAsync(LongestSilence * Math.Pow(random.NextDouble(), 3));
                link.Restore();
                Interlocked.Increment(ref _silences);
            }
        }
    }

    /// <summary>A server that starts sweeps what attempts have lost; one that keeps nothing takes away the rest.</summary>
    private async Task AssertNothingStaysAsync(ChaosFleet fleet, FleetLedger ledger)
    {
        Say($"{(await ledger.OrphansAsync(Token)).Count} of {(await ledger.ObjectsAsync(Token)).Count} objects are nobody's");
        await fleet.Serving.First().KillAsync(Token);
        await UntilAsync(async () => (await ledger.OrphansAsync(Token)).Count == 0, async () => string.Join('\n', await ledger.OrphansAsync(Token)));
        Assert.NotEmpty(await ledger.ObjectsAsync(Token));

        foreach (var member in fleet.Members)
        {
            await member.EndAsync(Token);
        }

        var last = await fleet.ServeAndForgetAsync(Token);
        await UntilAsync(async () => (await ledger.ObjectsAsync(Token)).Count == 0, async () => string.Join('\n', await ledger.ObjectsAsync(Token)));
        Assert.Equal((0, 0), await ledger.RunsAsync(Token));
        Assert.Equal(0, await ledger.RemoveUnfinishedAsync(Token));
        await last.EndAsync(Token);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, Func<Task<string>> what)
    {
        var started = Stopwatch.StartNew();
        while (!await reached())
        {
            Assert.True(started.Elapsed < TimeSpan.FromMinutes(2), await what());
            await WaitAsync(0.5);
        }
    }

    private static Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Token);

    private static int? Variable(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Say(FormattableString text) => output.WriteLine(FormattableString.Invariant(text));
}
