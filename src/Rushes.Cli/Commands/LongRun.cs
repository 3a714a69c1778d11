using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;

namespace Rushes.Cli.Commands;

/// <summary>What runs until it is told to stop. To be told is no failure.</summary>
internal static class LongRun
{
    [SuppressMessage("Design", "CA1031", Justification = "The one place where a broken world becomes a failure that people can read.")]
    public static async Task<int> RunAsync(
        Func<CancellationToken, Task<int>> run, bool verbose, Surroundings surroundings, CancellationToken cancellationToken)
    {
        try
        {
            return await run(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (Exception exception)
        {
            var failure = BrokenWorld.ToFailure(exception, verbose);
            FailureText.Write([failure], surroundings.Error);
            return ExitCodes.For([failure]);
        }
    }
}
