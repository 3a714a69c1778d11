namespace Rushes.EndToEnd.Tests.Faults;

public sealed class FullDiskTests
{
    [Theory]
    [InlineData(64)] // No room for the database.
    [InlineData(400)] // None for the chunks and the sound.
    public async Task Encode_WorkFolderIsFull_FailsAndFinishesWhenThereIsSpace(int kilobytes)
    {
        var token = TestContext.Current.CancellationToken;
        using var made = await TinyJob.CreateAsync(token);
        await using var disk = await SmallDisk.MountAsync(made.Folder["disk"], SmallDisk.Kilobytes(kilobytes), token);
        var job = made.WithWork(disk.Path);

        await AssertFullAsync(job, token);
        await disk.ChangeAsync("size=100m", token);
        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
        job.AssertTidy();
    }

    [Fact]
    public async Task Encode_OutputIsFull_FailsAndFinishesWhenThereIsSpace()
    {
        var token = TestContext.Current.CancellationToken;
        using var made = await TinyJob.CreateAsync(token);
        await using var disk = await SmallDisk.MountAsync(made.Folder["disk"], SmallDisk.Kilobytes(48), token);
        var job = made.Into("disk/out");

        await AssertFullAsync(job, token);
        await disk.ChangeAsync("size=100m", token);
        var end = await job.RunAsync(token);

        Assert.True(end.ExitCode == 0, end.ToString());
        job.AssertTidy();
    }

    private static async Task AssertFullAsync(TinyJob job, CancellationToken cancellationToken)
    {
        var end = await job.RunAsync(cancellationToken, "--json");
        Assert.True(end.ExitCode == 1, end.ToString());
        var report = EndReport.Of(end);
        Assert.Equal("failed", report.Status);
        Assert.All(report.Failures, failure => Assert.True(failure.Code == "disk.full", end.ToString()));
        Assert.All(report.Failures, failure => Assert.Contains("pace", failure.Remedy, StringComparison.Ordinal));
        Assert.False(Path.Exists(job.Output));
    }
}
