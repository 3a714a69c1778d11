using Microsoft.Extensions.Logging;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Telemetry;

/// <summary>The fields of every log event of work on an item. Names: docs/telemetry.md.</summary>
internal static class WorkScope
{
    private static readonly Func<ILogger, string, string, string, int, int, IDisposable?> Scope =
        LoggerMessage.DefineScope<string, string, string, int, int>("job {Job} run {Run} {Node}[{Item}] attempt {Attempt}");

    /// <param name="logger">Whoever logs inside it is told apart, through whichever logger.</param>
    /// <param name="job">The run that was submitted; empty: it is not known here.</param>
    /// <param name="item">What is worked on.</param>
    /// <param name="attempt">Of the message.</param>
    public static IDisposable? Begin(ILogger logger, string job, ItemKey item, int attempt) =>
        Scope(logger, job.Length > 0 ? job : item.Run, item.Run, item.Node, item.Number, attempt);
}
