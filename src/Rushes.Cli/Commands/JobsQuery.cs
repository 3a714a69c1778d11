using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;
using Spectre.Console;

namespace Rushes.Cli.Commands;

/// <summary>A checked command about jobs or queues, with what it looks at and how it answers.</summary>
internal sealed record JobsQuery(Surroundings Surroundings, JobPlaces Places, int Limit, bool Json) : IDisposable
{
    /// <summary>What is asked; null: files or a database.</summary>
    public Uri? Server { get; init; }

    /// <param name="answer">For programs.</param>
    /// <param name="show">For people.</param>
    /// <param name="exitCode">Of a command that was understood.</param>
    public int Answer(JobsAnswer answer, Action<IAnsiConsole> show, int exitCode = ExitCodes.Done)
    {
        if (Json)
        {
            Surroundings.Output.WriteLine(ReportJson.Write(answer with { Failures = [.. Places.Failures.Select(ReportBuilder.Failure), .. answer.Failures] }));
        }
        else
        {
            show(Terminal.Of(Surroundings.Output, Surroundings.OutputIsTerminal));
        }

        // One that cannot be read hides nothing of the others.
        FailureText.Write(Places.Failures, Surroundings.Error);
        return exitCode;
    }

    public int Refuse(params IReadOnlyList<Failure> failures)
    {
        Failure[] all = [.. Places.Failures, .. failures];
        return JobsEnd.Write(all, Json, Surroundings);
    }

    /// <summary>An empty answer says where it comes from.</summary>
    public void SayWhere(int found, string what)
    {
        if (found == 0 && Places.Failures.Count == 0)
        {
            Surroundings.Error.WriteLine($"No {what} in {Places.Name}");
        }
    }

    /// <summary>The one job that is meant, or what stands against it.</summary>
    public async Task<(FoundJob? Job, Failure? Failure)> FindJobAsync(string id, CancellationToken cancellationToken) =>
        await Places.FindAsync(id, cancellationToken) switch
        {
            [var job] => (job, null),
            [] => (null, UsageFailure.Unknown("job.unknown", $"There is no job '{id}' in {Places.Name}.", "List the jobs: rushes jobs list")),
            var several => (null, UsageFailure.Unknown("job.ambiguous", $"'{id}' may be {string.Join(", ", Names(several))}.", "Write more of the id.")),
        };

    // Several runs in one folder have the folder's name in common.
    private static IEnumerable<string> Names(IReadOnlyList<FoundJob> jobs) =>
        jobs.DistinctBy(job => job.Name).Count() == jobs.Count ? jobs.Select(job => job.Name) : jobs.Select(job => job.Job.Id);

    public void Dispose() => Places.Dispose();
}
