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

/// <summary>One validation, from checked settings to the exit code.</summary>
internal sealed class ValidateRun(Surroundings surroundings, ValidateSettings settings)
{
    private readonly AnsweringRun _run = new(
        surroundings, settings.Json, (status, failures, _) => ReportJson.Write(new ValidateAnswer { Status = status, Failures = failures }));

    /// <param name="failures">What is wrong with the command so far.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<int> StartAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken) =>
        _run.StartAsync(() => failures.Count > 0 ? Task.FromResult(_run.Refuse(failures)) : RunAsync(cancellationToken), cancellationToken);

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ValidateAsync(cancellationToken);
        }
        catch (MediaFormatException malformed)
        {
            return _run.Refuse([IndexFailures.Unreadable(malformed.Message, settings.MediaPath)]);
        }
    }

    private async Task<int> ValidateAsync(CancellationToken cancellationToken)
    {
        var (tools, missing) = settings.Decodes ? await LocalTools.FindAsync(surroundings, cancellationToken) : (null, []);
        if (missing.Count > 0)
        {
            return _run.Refuse(missing);
        }

        var (opened, failures) = await OpenedStream.OpenAsync(settings.MediaPath, surroundings, cancellationToken);
        if (opened is null)
        {
            return _run.Refuse(failures);
        }

        await using var stream = opened;
        var read = await ReadAsync(opened, cancellationToken);
        if (tools is null)
        {
            return Show(opened.Index, read);
        }

        using var logging = StandardErrorLog.Create(verbose: false, surroundings);
        var view = ProgressViews.For(surroundings, settings.Json, verbose: false);
        return await new ValidateJob(settings, opened.Index.Count, tools, view, surroundings.Time, logging).RunAsync(cancellationToken) switch
        {
            ValidateEnd.Looked looked => Show(opened.Index, [.. read, .. looked.Discrepancies]),
            ValidateEnd.Failed failed => _run.Refuse(failed.Failures),
            _ => _run.ShowInterrupted(),
        };
    }

    private async Task<IReadOnlyList<Discrepancy>> ReadAsync(OpenedStream opened, CancellationToken cancellationToken)
    {
        var read = 0;
        var check = Task.Run(
            () => StreamCheck.RunAsync(opened.Video, StreamPromises.Of(settings.Expectation, opened.Index), frames => Volatile.Write(ref read, frames), cancellationToken),
            cancellationToken);
        await ProgressViews.For(surroundings, settings.Json, verbose: false)
            .FollowAsync(() => Task.FromResult(Progress((double)Volatile.Read(ref read) / opened.Index.Count, check)), check);
        return [.. (await check).Select(fault => StreamDiscrepancy.Of(fault, string.Empty))];
    }

    private static ProgressState Progress(double fraction, Task check)
    {
        var phase = new PhaseState("read", check.IsCompleted ? PhaseStage.Done : PhaseStage.Running) { Fraction = fraction };
        return new ProgressState([phase], [], fraction, null, null, null);
    }

    private int Show(FrameIndex index, IReadOnlyList<Discrepancy> found)
    {
        if (settings.Json)
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
