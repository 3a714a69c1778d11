using System.Text.Json;
using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>The store is full, or gone, while a server and a worker encode: the title waits for it, and has the same bytes.</summary>
public sealed class StoreTroubleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encode_StoreIsFullMeanwhile_SaysSoAndIsDoneWhenThereIsRoom()
    {
        using var job = await TinyJob.CreateAsync(Token);
        var local = await LocalAsync(job);
        // Room for the source, and for little more.
        await using var disk = await SmallDisk.MountAsync(job.Folder["disk"], SmallDisk.Kilobytes((int)(new FileInfo(job.Source).Length >> 10) + 24), Token);
        await using var fleet = new FleetProcesses(job.Program);
        var database = $"sqlite:{job.Folder["state.db"]}";
        var (_, server) = await fleet.ServeAsync(Token, "--work", job.Folder["serve"], "--database", database, "--store", $"file://{disk.Path}/store");
        fleet.Work(server);

        using var process = job.Start("--server", server);
        var encode = RushesProgram.EndAsync(process, Token);
        while (!encode.IsCompleted && !await IsFullAsync(job, database))
        {
            // Until the fourth attempt has failed: without patience there is none.
        }

        await disk.ChangeAsync("size=100m", Token);
        var end = await encode;
        Assert.True(end.ExitCode == 0, end.ToString());
        StreamFiles.AssertSame(local, job.Output, "fleet");
    }

    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "outage")]
    public async Task Encode_S3IsGoneForHalfAMinuteTwice_IsDone()
    {
        using var job = await TinyJob.CreateAsync(Token);
        var local = await LocalAsync(job);
        await using var proxy = await S3Proxy.StartNewAsync(Token);
        await using var home = await FleetHome.CreateAsync(far: true, job.Folder.Path, Token, proxy.Endpoint);
        await using var fleet = new FleetProcesses(job.Program);
        var (_, server) = await fleet.ServeAsync(Token, [.. home.Arguments]);
        fleet.Work(server);

        using var process = job.Start("--server", server);
        foreach (var phase in (string[])["encode: started", "package: started"])
        {
            await UntilAsync(process, phase);
            await proxy.KillAsync();
            await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
            await proxy.StartAsync(Token);
        }

        var end = await RushesProgram.EndAsync(process, Token);
        Assert.True(end.ExitCode == 0, end.ToString());
        StreamFiles.AssertSame(local, job.Output, "fleet");
    }

    private static async Task<IReadOnlyDictionary<string, string>> LocalAsync(TinyJob job)
    {
        var local = job.Into("local");
        var end = await local.RunAsync(Token);
        Assert.True(end.ExitCode == 0, end.ToString());
        return StreamFiles.Read(local.Output);
    }

    private static async Task<bool> IsFullAsync(TinyJob job, string database)
    {
        var end = await job.Program.RunAsync(Token, "queue", "list", "--database", database, "--json");
        Assert.True(end.ExitCode == 0, end.ToString());
        using var answer = JsonDocument.Parse(end.Output);
        return answer.RootElement.GetProperty("messages").EnumerateArray().Any(message =>
            message.GetProperty("failed").GetInt32() > 3 && message.GetProperty("failures").EnumerateArray().Any(failure => failure.GetProperty("code").GetString() == "disk.full"));
    }

    private static async Task UntilAsync(System.Diagnostics.Process encode, string line)
    {
        while (await encode.StandardError.ReadLineAsync(Token) is { } said && !said.Contains(line, StringComparison.Ordinal))
        {
            // What comes before it does not matter.
        }
    }
}
