using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>A look at an index, from a checked command to the exit code.</summary>
internal sealed class IndexRun(Surroundings surroundings, bool json)
{
    private readonly AnsweringRun _run = new(surroundings, json, (status, failures, _) => ReportJson.Write(new IndexAnswer { Status = status, Failures = failures }));

    public Surroundings Surroundings => surroundings;

    public bool Json => json;

    /// <param name="path">Absolute.</param>
    /// <param name="run">Gets the path of a file that is there.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<int> StartAsync(string path, Func<string, Task<int>> run, CancellationToken cancellationToken) =>
        _run.StartAsync(() => InputFile.FindObstacle(path) is { } obstacle ? Task.FromResult(_run.Refuse([obstacle])) : run(path), cancellationToken);

    public int Refuse(IReadOnlyList<Failure> failures) => _run.Refuse(failures);

    /// <summary>Prints an answer for programs, where one was asked for.</summary>
    public void Print(IndexAnswer answer)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(answer));
        }
    }
}
