using Rushes.Cli.Remote;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>What the shell is told. The one place where failures become numbers.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int InputRefused = 3;
    public const int ToolMissing = 4;

    /// <summary>It ran, and the answer is no.</summary>
    public const int AnswerIsNo = 5;

    public const int Interrupted = 130;

    /// <summary>A wrong command counts before a wrong input, and that before a machine that lacks something.</summary>
    public static int For(IReadOnlyCollection<Failure> failures)
    {
        if (failures.Count == 0)
        {
            throw new ArgumentException("Without a failure there is nothing to tell.", nameof(failures));
        }

        var codes = failures.Select(For).ToHashSet();
        return Array.Find([Usage, InputRefused, ToolMissing, Failed], codes.Contains);
    }

    /// <summary>The word for a code of <see cref="For(IReadOnlyCollection{Failure})"/> in reports and answers.</summary>
    public static string StatusOf(int exitCode) => exitCode is Usage or InputRefused ? "refused" : "failed";

    private static int For(Failure failure) => failure switch
    {
        { Code: var code } when code.StartsWith("tool.", StringComparison.Ordinal) && failure.Category == FailureCategory.Configuration => ToolMissing,
        { Code: ServerFailures.Unreachable } => ToolMissing,
        { Category: FailureCategory.Configuration } => Usage,
        { Category: FailureCategory.Input } => InputRefused,
        _ => Failed,
    };
}
