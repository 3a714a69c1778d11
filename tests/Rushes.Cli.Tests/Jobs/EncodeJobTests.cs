using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Tests.Jobs;

public sealed class EncodeJobTests : IDisposable
{
    private const string Id = "7f";

    private readonly TestFolder _folder = new();
    private readonly Failure _differs = new() { Code = "validation.differs", Category = FailureCategory.Internal };

    private string JobFolder => _folder["work/jobs/7f"];

    private string Staging => _folder[".out.7f.partial"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Job_ThatSucceeds_IsPublishedWholeAndForgotten()
    {
        var end = await RunAsync(FakeStreaming.Create((request, _) => Outcome(FakeStreaming.Package(request))));

        var report = Assert.IsType<JobEnd.Published>(end).Report;
        Assert.Equal(1280, Assert.Single(report.Renditions).Width);
        Assert.Equal("media", File.ReadAllText(_folder["out/video/avc/720p.mp4"]));
        Assert.Equal(Id, ReportJson.TryRead(File.ReadAllText(_folder["out/report.json"]))!.Job);
        Assert.True(report.Time.Phases.ContainsKey("package"));
        Assert.False(Directory.Exists(Staging));
        Assert.False(Directory.Exists(JobFolder));
    }

    [Fact]
    public async Task Job_RefusedByTheService_LeavesNothing()
    {
        var end = await RunAsync(FakeStreaming.Create(
            (request, _) => Outcome(FakeStreaming.Package(request)),
            _ => [new Failure { Code = "input.empty", Category = FailureCategory.Input }]));

        Assert.Equal("input.empty", Assert.Single(Assert.IsType<JobEnd.Failed>(end).Failures).Code);
        Assert.False(Directory.Exists(JobFolder));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Job_WithBadInput_LeavesNothing()
    {
        var end = await RunAsync(FakeStreaming.Create((request, _) =>
        {
            FakeStreaming.Package(request);
            return Outcome(new Failure { Code = "input.truncated", Category = FailureCategory.Input });
        }));

        Assert.IsType<JobEnd.Failed>(end);
        Assert.False(Directory.Exists(JobFolder));
        Assert.False(Directory.Exists(Staging));
    }

    [Fact]
    public async Task Job_ThatFailed_KeepsItsFolderAndWhatItFinished()
    {
        var (encodings, packagings, broken) = (0, 0, true);
        var service = FakeStreaming.CreateInTwoSteps(
            _ =>
            {
                encodings++;
                return new PrepareTitleResponse();
            },
            (request, _) =>
            {
                packagings++;
                return broken ? _differs : FakeStreaming.Package(request);
            });

        Assert.IsType<JobEnd.Failed>(await RunAsync(service));
        Assert.IsType<JobEnd.Failed>(await RunAsync(service));
        Assert.True(Directory.Exists(JobFolder));
        Assert.False(Directory.Exists(_folder["out"]));

        broken = false;
        Assert.IsType<JobEnd.Published>(await RunAsync(service));
        
        // Three attempts of each failed job, and the last one.
        Assert.Equal((1, 7), (encodings, packagings));
        Assert.False(Directory.Exists(JobFolder));
        Assert.False(Directory.Exists(Staging));
    }

    [Fact]
    public async Task Job_FailedAfterATrackWasWritten_PublishesThatTrack()
    {
        var broken = true;
        var service = FakeStreaming.CreateInTwoSteps(FakeStreaming.Package, (_, response) => broken ? _differs : response);

        Assert.IsType<JobEnd.Failed>(await RunAsync(service));
        broken = false;

        Assert.IsType<JobEnd.Published>(await RunAsync(service));
        Assert.Equal("media", File.ReadAllText(_folder["out/video/avc/720p.mp4"]));
    }

    [Fact]
    public async Task Job_Interrupted_GoesOnWhenStartedAgain()
    {
        using var interruption = new CancellationTokenSource();
        var hold = true;
        var service = FakeStreaming.Create(async (request, cancellationToken) =>
        {
            if (hold)
            {
                Directory.CreateDirectory(FakeStreaming.Staging(request));
                await interruption.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return FakeStreaming.Package(request);
        });

        Assert.IsType<JobEnd.Interrupted>(await RunUntilAsync(service, interruption.Token));
        Assert.True(Directory.Exists(JobFolder));
        Assert.False(Directory.Exists(_folder["out"]));

        hold = false;
        Assert.IsType<JobEnd.Published>(await RunAsync(service));
    }

    [Fact]
    public async Task Job_HeldByAnother_IsNotTouched()
    {
        Directory.CreateDirectory(JobFolder);
        using var other = JobLock.TryTake(Path.Combine(JobFolder, "lock"));

        var end = await RunAsync(FakeStreaming.Create((request, _) => Outcome(FakeStreaming.Package(request))));

        var failure = Assert.Single(Assert.IsType<JobEnd.Failed>(end).Failures);
        Assert.Contains($"already running, pid {Environment.ProcessId}", failure.Message, StringComparison.Ordinal);
        Assert.True(Directory.Exists(JobFolder));
    }

    [Fact]
    public async Task Job_WhoseStagingWasRemoved_FailsAndStartsAfresh()
    {
        var end = await RunAsync(FakeStreaming.Create((request, _) =>
        {
            var response = FakeStreaming.Package(request);
            Directory.Delete(FakeStreaming.Staging(request), recursive: true);
            return Outcome(response);
        }));

        Assert.Equal("output.staging_lost", Assert.Single(Assert.IsType<JobEnd.Failed>(end).Failures).Code);
        Assert.False(Directory.Exists(JobFolder));
    }

    private static Task<StepOutcome<PrepareTitleResponse>> Outcome(StepOutcome<PrepareTitleResponse> outcome) => Task.FromResult(outcome);

    private Task<JobEnd> RunAsync(Service streaming) => RunUntilAsync(streaming, CancellationToken.None);

    private async Task<JobEnd> RunUntilAsync(Service streaming, CancellationToken interruption)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interruption, TestContext.Current.CancellationToken);
        var settings = TestSettings.In(_folder);
        var work = new LocalWork(
            Id, _folder.WriteFile("film.mov"), settings, [streaming], new ToolRunner(TimeProvider.System), new SilentView(), _ => 24,
            TimeProvider.System, NullLoggerFactory.Instance);
        return await new EncodeJob(Id, "file:///film.mov", settings, work, new JobClock(TimeProvider.System)).RunAsync(either.Token);
    }
}
