using System.Diagnostics;
using System.Globalization;
using Rushes.EndToEnd.Tests.House;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>What <c>deploy/slurm/scale</c> asks of Slurm, by scripts that stand for Slurm's commands.</summary>
public sealed class ScaleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <param name="depth">Messages of the compute queue that are not done.</param>
    /// <param name="waiting">Jobs that have not begun: 1, 2, …</param>
    /// <param name="running">Jobs that run: 101, 102, …</param>
    /// <param name="options">Of <c>scale</c>.</param>
    /// <param name="asked">What Slurm was asked for, in short.</param>
    [Theory]
    [InlineData(0, 0, 0, "", "")]
    [InlineData(9, 0, 0, "", "submit 1-3 idle")]
    [InlineData(9, 1, 1, "", "submit 1-1 idle")]
    [InlineData(9, 1, 2, "", "")]
    [InlineData(400, 0, 2, "", "submit 1-3 idle")]
    [InlineData(0, 0, 0, "--min 2", "submit 1-2")]
    [InlineData(9, 0, 1, "--min 2", "submit 1-1; submit 1-1 idle")]
    [InlineData(0, 0, 0, "--warm 4", "submit 1-4 idle")]
    [InlineData(0, 2, 3, "", "cancel 1 2")]
    [InlineData(16, 2, 3, "", "cancel 2")]
    [InlineData(0, 0, 3, "", "")]
    [InlineData(400, 0, 4, "--max 2", "drain 103 104")]
    public async Task Scale_AsksForWhatIsMissingOrTooMuch(int depth, int waiting, int running, string options, string asked)
    {
        Fake("curl", $"cat > /dev/null; echo 'rushes_message_depth{{queue=\"compute\",class=\"standard\",shape=\"1c/2GiB\",state=\"pending\"}} {depth}'; echo 'rushes_message_depth{{queue=\"compute\",class=\"standard\",shape=\"1c/8.5GiB\",state=\"pending\"}} 60'; echo 'rushes_message_depth{{queue=\"compute\",class=\"standard\",shape=\"8c/1GiB\",state=\"pending\"}} 60'; echo 'rushes_message_depth{{queue=\"compute\",class=\"bulk\",state=\"delayed\"}} 50'; echo 'rushes_message_depth{{queue=\"steps\",class=\"bulk\",state=\"pending\"}} 50'");
        Fake("squeue", $"case \"$*\" in *PENDING*) seq 1 {waiting} ;; *) seq 101 {100 + running} ;; esac");
        Fake("sbatch", "for a; do case $a in 1-*) n=$a ;; --idle) i=' idle' ;; esac; done; echo \"submit $n${i-}\" >> \"$0.asked\"");
        Fake("scancel", "case $1 in --batch) shift 3; echo \"drain $*\" ;; *) echo \"cancel $*\" ;; esac >> \"$0.asked\"");

        await RunAsync($"--server http://x:1 --metrics http://x:2/metrics --max 5 {options}");

        Assert.Equal(asked, string.Join("; ", Asked("sbatch").Concat(Asked("scancel"))));
    }

    private void Fake(string command, string script) => _folder.WriteScript(command, string.Create(CultureInfo.InvariantCulture, $"#!/bin/bash\n{script}\n"));

    private string[] Asked(string command) => File.Exists(_folder[$"{command}.asked"]) ? File.ReadAllLines(_folder[$"{command}.asked"]) : [];

    private async Task RunAsync(string options)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "deploy/slurm/scale"), options.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var end = await RushesProgram.EndAsync(process, TestContext.Current.CancellationToken);
        Assert.True(end.ExitCode == 0, end.ToString());
    }
}
