using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Cli.Jobs;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Tests.Jobs;

/// <summary>Jobs below the work folder that <c>ProgramRun</c> looks into.</summary>
internal static class FailedJob
{
    public const string Id = "7f3a90c1d2e4b586";

    private static readonly Failure Differs = new()
    {
        Code = "encode.failed",
        Category = FailureCategory.Internal,
        Message = "The encoder broke.",
        Place = new Place { Rendition = "720p", Chunk = 2 },
        Remedy = "Look into its log.",
    };

    /// <summary>The first of its two steps is done, the second has failed three times.</summary>
    public static Service Service { get; } = FakeStreaming.CreateInTwoSteps(_ => new PrepareTitleResponse(), (_, _) => Differs);

    public static async Task LeaveAsync(TestFolder folder, string id = Id)
    {
        var settings = TestSettings.In(folder) with { WorkPath = folder["cache"], OutputPath = folder[$"out-{id}"] };
        var work = new LocalWork(
            id, folder.WriteFile("film.mov"), settings, [Service], new ToolRunner(TimeProvider.System), new SilentView(), _ => 24, TimeProvider.System,
            NullLoggerFactory.Instance);
        var job = new EncodeJob(id, "file:///film.mov", settings, work, new JobClock(TimeProvider.System));
        Assert.IsType<JobEnd.Failed>(await job.RunAsync(TestContext.Current.CancellationToken));
    }
}
