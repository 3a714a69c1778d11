using System.Diagnostics.CodeAnalysis;
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
    [SuppressMessage("Design", "CA1031", Justification = "Here a broken world becomes a failure that people and programs can read.")]
    public async Task<int> StartAsync(string media, string? expectationFile, CancellationToken cancellationToken)
    {
        try
        {
            var (expectation, mistakes) = ReadExpectation(expectationFile);
            Failure[] failures = [.. mistakes, .. InputFile.FindObstacle(media) is { } obstacle ? [obstacle] : Array.Empty<Failure>()];
            return failures.Length > 0 ? Refuse(failures) : await ValidateAsync(media, expectation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Print(new ValidateAnswer { Status = "cancelled" });
            return ExitCodes.Interrupted;
        }
        catch (MediaFormatException malformed)
        {
            return Refuse([IndexFailures.Unreadable(malformed.Message, media)]);
        }
        catch (Exception exception)
        {
            return Refuse([BrokenWorld.ToFailure(exception, withTrace: false)]);
        }
    }

    public int Refuse(IReadOnlyList<Failure> failures)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        Print(new ValidateAnswer { Status = ExitCodes.StatusOf(exitCode), Failures = [.. failures.Select(ReportBuilder.Failure)] });
        return exitCode;
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
            return Refuse(failures);
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
            Print(new ValidateAnswer { Status = "done", Valid = ValidateAnswers.IsValid(found), Discrepancies = [.. found.Select(ValidateAnswers.Of)] });
        }
        else
        {
            ValidateTable.Write(index, found, Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        return ValidateAnswers.IsValid(found) ? ExitCodes.Done : ExitCodes.AnswerIsNo;
    }

    private void Print(ValidateAnswer answer)
    {
        if (json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(answer));
        }
    }
}
