using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Cli.Commands;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Tests.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Tests.Jobs;

public sealed class InspectJobTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Job_ThatSucceeds_AnswersAndLeavesNothing()
    {
        var (exitCode, output) = await RunAsync(FakeInspection.Create((_, _) => Outcome(Stored(SampleInspection.Plain()))));

        Assert.Equal(0, exitCode);
        Assert.Equal("done", JsonDocument.Parse(output).RootElement.GetProperty("status").GetString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["work/jobs"]));
    }

    [Fact]
    public async Task Job_WithAFindingThatIsAnError_EndsWithThreeAndAllThatWasFound()
    {
        var (exitCode, output) = await RunAsync(FakeInspection.Create((_, _) => Outcome(Stored(SampleInspection.Rich()))));

        Assert.Equal(3, exitCode);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal("refused", answer.GetProperty("status").GetString());
        Assert.Empty(answer.GetProperty("failures").EnumerateArray());
        Assert.Equal(1600, answer.GetProperty("source").GetProperty("frames").GetInt32());
    }

    [Theory]
    [InlineData("input.no_video", FailureCategory.Input, 3, "refused")]
    [InlineData("request.pictures", FailureCategory.Configuration, 2, "refused")]
    [InlineData("tool.missing", FailureCategory.Configuration, 4, "failed")]
    [InlineData("inspection.failed", FailureCategory.Internal, 1, "failed")]
    public async Task Job_ThatFails_EndsAsItsCategorySays(string code, FailureCategory category, int expected, string status)
    {
        var (exitCode, output) = await RunAsync(FakeInspection.Create((_, _) => Outcome(new Failure { Code = code, Category = category, Message = "No." })));

        Assert.Equal(expected, exitCode);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal(status, answer.GetProperty("status").GetString());
        Assert.Equal(code, answer.GetProperty("failures")[0].GetProperty("code").GetString());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["work/jobs"]));
    }

    [Fact]
    public async Task Job_RefusedByTheService_EndsWithItsFailures()
    {
        var service = FakeInspection.Create(
            (_, _) => Outcome(Stored(SampleInspection.Plain())), _ => [new Failure { Code = "input.empty", Category = FailureCategory.Input }]);

        Assert.Equal(3, (await RunAsync(service)).ExitCode);
    }

    [Fact]
    public async Task Job_HeldByAnother_IsNotTouched()
    {
        var inner = 0;
        var service = FakeInspection.Create(async (_, _) =>
        {
            inner = (await RunAsync(FakeInspection.Create((_, _) => Outcome(Stored(SampleInspection.Plain()))))).ExitCode;
            return Stored(SampleInspection.Plain());
        });

        Assert.Equal(0, (await RunAsync(service)).ExitCode);
        Assert.Equal(1, inner);
    }

    [Fact]
    public async Task Job_Interrupted_LeavesNothing()
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var service = FakeInspection.Create(async (_, cancellationToken) =>
        {
            await interruption.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new InspectResponse();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunUntilAsync(service, Settings(), interruption.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["work/jobs"]));
    }

    [Fact]
    public async Task Job_AsksForWhatTheSettingsSay()
    {
        InspectRequest? asked = null;
        var service = FakeInspection.Create((request, _) =>
        {
            asked = request;
            return Outcome(Stored(SampleInspection.Plain()));
        });

        await RunAsync(service, Settings() with { LeaveOut = [InspectionCheck.Cadence], Pictures = TimelinePictures.Film });

        Assert.Equal(
            new InspectRequest
            {
                SourceUri = LocalObjectStore.UriOf(_folder["film.mov"]), Phase = InspectionPhase.Full, Pictures = TimelinePictures.Film, LeaveOut = { InspectionCheck.Cadence },
            },
            asked);
    }

    [Fact]
    public async Task Job_WithAPage_ShowsEachKindOfFaultOnce()
    {
        var runner = new FakeToolRunner(invocation =>
        {
            File.WriteAllBytes(invocation.Arguments.Single(argument => argument.EndsWith(".jpg", StringComparison.Ordinal))["file:".Length..], [0xff, 0xd8]);
            return FakeToolRunner.Succeed(invocation);
        });

        await RunAsync(FakeInspection.Create((_, _) => Outcome(Stored(SampleInspection.Rich()))), Settings() with { HtmlPath = _folder["page.html"] }, runner);

        var page = await File.ReadAllTextAsync(_folder["page.html"], TestContext.Current.CancellationToken);
        Assert.Equal(FaultPictures.Most, runner.Invocations.Count);
        Assert.Equal(FaultPictures.Most, page.Split("data:image/jpeg;base64,/9g=").Length - 1);
        Assert.All(runner.Invocations, invocation => Assert.Equal([_folder["film.mov"]], invocation.Inputs));
        Assert.False(File.Exists(_folder["page.html.partial"]));
    }

    [Fact]
    public async Task Job_WhosePicturesCannotBeMade_StillHasItsPage()
    {
        var runner = new FakeToolRunner(invocation => FakeToolRunner.Fail(invocation, 1, "damaged"));

        var (exitCode, _) = await RunAsync(FakeInspection.Create((_, _) => Outcome(Stored(SampleInspection.Rich()))), Settings() with { HtmlPath = _folder["page.html"] }, runner);

        Assert.Equal(3, exitCode);
        Assert.DoesNotContain("<img", await File.ReadAllTextAsync(_folder["page.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<StepOutcome<InspectResponse>> Outcome(StepOutcome<InspectResponse> outcome) => Task.FromResult(outcome);

    // As a service leaves it: with its timeline in the store.
    private InspectResponse Stored(InspectResponse response)
    {
        var path = _folder["timeline"];
        using (var stream = File.Create(path))
        {
            SampleInspection.Timeline.WriteTo(stream);
        }

        response.Source.Uri = LocalObjectStore.UriOf(_folder["film.mov"]);
        response.Timeline = new ObjectRef { Uri = LocalObjectStore.UriOf(path) };
        return response;
    }

    private InspectSettings Settings() => new()
    {
        Input = new GivenInput(_folder.WriteFile("film.mov")),
        WorkPath = _folder["work"],
        CacheBytes = 0,
        Phase = InspectionPhase.Full,
        LeaveOut = [],
        Pictures = TimelinePictures.Unspecified,
        HtmlPath = null,
        Json = true,
        Verbose = false,
    };

    private Task<(int ExitCode, string Output)> RunAsync(Service service) => RunAsync(service, Settings());

    private async Task<(int ExitCode, string Output)> RunAsync(Service service, InspectSettings settings, IToolRunner? runner = null)
    {
        var end = await RunUntilAsync(service, settings, TestContext.Current.CancellationToken, runner);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new Surroundings
        {
            CurrentFolder = _folder.Path,
            DefaultWorkPath = settings.WorkPath,
            Output = output,
            Error = error,
            OutputIsTerminal = false,
            ErrorIsTerminal = false,
            Time = new TestClock(),
            Variable = _ => null,
        };
        return (new InspectRun(surroundings, settings).Show(end), output.ToString());
    }

    private static Task<InspectEnd> RunUntilAsync(Service service, InspectSettings settings, CancellationToken cancellationToken, IToolRunner? runner = null)
    {
        var ffmpeg = new ToolInstallation("ffmpeg", "/ffmpeg", "7.0", "") { Encoders = new HashSet<string>(), Filters = new HashSet<string>(), LibavutilMajor = 59 };
        var job = new InspectJob(settings, [service], ffmpeg, runner ?? new FakeToolRunner(), new SilentView(), TimeProvider.System, NullLoggerFactory.Instance);
        return job.RunAsync(cancellationToken);
    }
}
