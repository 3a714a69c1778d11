using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Conformance;
using Rushes.Media.Indexing;
using Rushes.Validation.Expectations;

namespace Rushes.Cli.Commands;

/// <summary>One validation, from the file to the exit code.</summary>
internal sealed class ValidateRun(Surroundings surroundings, bool json)
{
    private readonly AnsweringRun _run = new(surroundings, json, (status, failures, _) => ReportJson.Write(new ValidateAnswer { Status = status, Failures = failures }));

    public Task<int> StartAsync(string media, string? expectationFile, CancellationToken cancellationToken) =>
        _run.StartAsync(() => RunAsync(media, expectationFile, cancellationToken), cancellationToken);

    public int Refuse(IReadOnlyList<Failure> failures) => _run.Refuse(failures);

    private async Task<int> RunAsync(string media, string? expectationFile, CancellationToken cancellationToken)
    {
        var (expectation, mistakes) = ReadExpectation(expectationFile);
        Failure[] failures = [.. mistakes, .. InputFile.FindObstacle(media) is { } obstacle ? [obstacle] : Array.Empty<Failure>()];
        try
        {
            return failures.Length > 0 ? _run.Refuse(failures) : await ValidateAsync(media, expectation, cancellationToken);
        }
        catch (MediaFormatException malformed)
        {
            return _run.Refuse([IndexFailures.Unreadable(malformed.Message, media)]);
        }
    }

    // A file of the command line that is not there is a wrong command, not a wrong input.
    private static (StreamExpectation Expectation, IReadOnlyList<Failure> Mistakes) ReadExpectation(string? path)
    {
        if (path is null)
        {
            return (new StreamExpectation(), []);
        }

        if (!File.Exists(path))
        {
            return (new StreamExpectation(), [UsageFailure.Option("--expect", $"There is no file {path}.", "Check the spelling and the folder.")]);
        }

        return ExpectationFile.Read(path) switch
        {
            ParsedExpectation.Valid valid => (valid.Expectation, []),
            ParsedExpectation.Invalid invalid => (new StreamExpectation(), invalid.Failures),
            _ => throw new InvalidOperationException("There is no third end."),
        };
    }

    private async Task<int> ValidateAsync(string path, StreamExpectation expectation, CancellationToken cancellationToken)
    {
        var (opened, failures) = await OpenedStream.OpenAsync(path, surroundings, cancellationToken);
        if (opened is null)
        {
            return _run.Refuse(failures);
        }

        await using var stream = opened;
        var read = 0;
        var check = Task.Run(
            () => StreamCheck.RunAsync(opened.Video, StreamPromises.Of(expectation, opened.Index), frames => Volatile.Write(ref read, frames), cancellationToken), cancellationToken);
        await ProgressViews.For(surroundings, json, verbose: false)
            .FollowAsync(() => Task.FromResult(Progress((double)Volatile.Read(ref read) / opened.Index.Count, check)), check);
        return Show(opened.Index, [.. (await check).Select(fault => StreamDiscrepancy.Of(fault, string.Empty))]);
    }

    private static ProgressState Progress(double fraction, Task check)
    {
        var phase = new PhaseState("validate", check.IsCompleted ? PhaseStage.Done : PhaseStage.Running) { Fraction = fraction };
        return new ProgressState([phase], [], fraction, null, null, null);
    }

    private int Show(FrameIndex index, IReadOnlyList<Discrepancy> found)
    {
        if (json)
        {
            surroundings.Output.WriteLine(
                ReportJson.Write(new ValidateAnswer { Status = "done", Valid = ValidateAnswers.IsValid(found), Discrepancies = [.. found.Select(ValidateAnswers.Of)] }));
        }
        else
        {
            ValidateTable.Write(index, found, Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        return ValidateAnswers.IsValid(found) ? ExitCodes.Done : ExitCodes.AnswerIsNo;
    }
}
