using Rushes.EndToEnd.Tests.Faults;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>The same title, with the same chunks, on one machine and on a fleet: the same bytes.</summary>
public sealed class FleetJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Encode_AtAServerWithTwoWorkers_GivesTheBytesOfALocalEncode(bool far)
    {
        using var job = await TinyJob.CreateAsync(Token);
        var local = await LocalAsync(job);
        await using var home = await FleetHome.CreateAsync(far, job.Folder.Path, Token);
        await using var fleet = new FleetProcesses(job.Program);
        var (_, server) = await fleet.ServeAsync(Token, [.. home.Arguments]);
        fleet.Work(server);
        fleet.Work(server);

        var end = await job.RunAsync(Token, "--server", server);

        Assert.True(end.ExitCode == 0, end.ToString());
        StreamFiles.AssertSame(local, job.Output, "fleet");
        job.AssertTidy();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Encode_WorkerAndServerAreKilledMeanwhile_GivesTheBytesOfALocalEncode(bool far)
    {
        using var job = await TinyJob.CreateAsync(Token);
        var local = await LocalAsync(job);
        await using var home = await FleetHome.CreateAsync(far, job.Folder.Path, Token);
        await using var fleet = new FleetProcesses(job.Program);
        var (first, server) = await fleet.ServeAsync(Token, [.. home.Arguments, "--lease", "2s"]);
        var mortal = fleet.Work(server);

        using var encode = job.Start("--server", server);
        await UntilAsync(encode, "encode: started");
        mortal.Kill();
        first.Kill();
        await first.WaitForExitAsync(Token);
        await fleet.ServeAsync(Token, [.. home.Arguments, "--lease", "2s", "--listen", new Uri(server).Authority]);
        fleet.Work(server);

        var end = await RushesProgram.EndAsync(encode, Token);
        Assert.True(end.ExitCode == 0, end.ToString());
        StreamFiles.AssertSame(local, job.Output, "fleet");
    }

    [Fact]
    public async Task Encode_ServicesAreDividedAmongServers_GivesTheBytesOfALocalEncode()
    {
        using var job = await TinyJob.CreateAsync(Token);
        var local = await LocalAsync(job);
        await using var home = await FleetHome.CreateAsync(far: true, job.Folder.Path, Token);
        await using var fleet = new FleetProcesses(job.Program);
        var (_, server) = await fleet.ServeAsync(Token, [.. home.Arguments, "--services", "streaming,inspection,packaging"]);
        var (_, other) = await fleet.ServeAsync(Token, [.. home.Arguments, "--services", "encoding,validation,audio"]);
        fleet.Work(server);
        fleet.Work(other);

        var end = await job.RunAsync(Token, "--server", server);

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

    private static async Task UntilAsync(System.Diagnostics.Process encode, string line)
    {
        while (await encode.StandardError.ReadLineAsync(Token) is { } said && !said.Contains(line, StringComparison.Ordinal))
        {
            // What comes before it does not matter.
        }
    }
}
