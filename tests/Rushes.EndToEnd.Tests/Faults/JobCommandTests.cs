using System.Text.Json;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>One process encodes; others look at its job, end it, and let it go on.</summary>
public sealed class JobCommandTests
{
    [Fact]
    public async Task Job_CancelledFromAnotherProcess_EndsAndGoesOnWhenItIsRetried()
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(
            job.Folder, WrappedFfmpeg.OnChunk(0, "[ -e \"$folder/go\" ] || { : > \"$folder/held\"; exec sleep 600; }"));
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);
        using var process = job.Start("--json");
        var running = RushesProgram.EndAsync(process, token);
        await InterruptTests.WaitForFileAsync(job.Folder["held"], running, token);

        var listed = (await AskAsync(job, token, "jobs", "list")).GetProperty("jobs")[0];
        var id = listed.GetProperty("id").GetString()!;
        Assert.Equal(("running", process.Id), (listed.GetProperty("state").GetString(), listed.GetProperty("pid").GetInt32()));
        Assert.Equal(Path.GetFileName(Assert.Single(job.Jobs())), id);
        Assert.Equal("running", StateOfEncoding(await AskAsync(job, token, "jobs", "show", id)));
        Assert.Contains(
            (await AskAsync(job, token, "queue", "why", id)).GetProperty("messages").EnumerateArray(),
            message => message.GetProperty("state").GetString() == "leased" && message.GetProperty("job").GetString() == id);

        var cancel = await AskAsync(job, token, "jobs", "cancel", id[..6]);
        var cancelled = await running;

        Assert.Equal(("applied", "cancelled"), (cancel.GetProperty("outcome").GetString(), cancel.GetProperty("job").GetProperty("state").GetString()));
        Assert.Equal((130, "cancelled"), (cancelled.ExitCode, EndReport.Of(cancelled).Status));
        Assert.Empty(ToolProcesses.Naming(job.Folder.Path));
        Assert.Equal("cancelled", StateOfEncoding(await AskAsync(job, token, "jobs", "show", id)));

        Assert.Equal("applied", (await AskAsync(job, token, "jobs", "retry", id)).GetProperty("outcome").GetString());
        job.Folder.Write("go", "");
        var end = await job.RunAsync(token);
        Assert.True(end.ExitCode == 0, end.ToString());
        job.AssertTidy();
        Assert.Empty((await AskAsync(job, token, "jobs", "list")).GetProperty("jobs").EnumerateArray());
    }

    private static async Task<JsonElement> AskAsync(TinyJob job, CancellationToken cancellationToken, params string[] command)
    {
        var end = await job.Program.RunAsync(cancellationToken, [.. command, "--work", job.Work, "--json"]);
        Assert.True(end.ExitCode == 0, end.ToString());
        using var answer = JsonDocument.Parse(end.Output);
        return answer.RootElement.Clone();
    }

    /// <summary>Of the run that the node "encode" of the job has called.</summary>
    private static string? StateOfEncoding(JsonElement answer) => answer.GetProperty("graph").GetProperty("nodes").EnumerateArray()
        .Single(node => node.GetProperty("name").GetString() == "encode").GetProperty("work")[0].GetProperty("call").GetProperty("state").GetString();
}
