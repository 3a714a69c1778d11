using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>One measurement, from checked settings to an exit code.</summary>
internal sealed class QualityRun(Surroundings surroundings, QualitySettings settings)
{
    private readonly AnsweringRun _run = new(
        surroundings, settings.Json, (status, failures, time) => ReportJson.Write(new QualityAnswer { Status = status, Failures = failures, Time = time }))
    {
        WithTrace = settings.Verbose,
    };

    /// <param name="failures">What is wrong with the command so far.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<int> StartAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken) =>
        _run.StartAsync(() => failures.Count > 0 ? Task.FromResult(_run.Refuse(failures)) : RunAsync(cancellationToken), cancellationToken);

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var export = OtlpExport.Start(surroundings);
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return _run.Refuse(missing);
        }

        var view = ProgressViews.For(surroundings, settings.Json, settings.Verbose);
        return await new QualityJob(settings, tools, view, surroundings.Time, logging).RunAsync(cancellationToken) switch
        {
            QualityEnd.Measured measured => Show(measured),
            QualityEnd.Failed failed => _run.Refuse(failed.Failures),
            _ => _run.ShowInterrupted(),
        };
    }

    private int Show(QualityEnd.Measured measured)
    {
        var answer = QualityAnswers.Done(measured, settings.Least, _run.Clock.Read(measured.Works));
        if (settings.Json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(answer));
        }
        else
        {
            QualityTable.Write(answer, Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        return answer.Enough == false ? ExitCodes.AnswerIsNo : ExitCodes.Done;
    }
}
