using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Tools.Execution;

/// <summary>The one translation of a tool's bad end into a failure.</summary>
internal static class ToolFailure
{
    private const string DiskFullMessage = "No space left on device";
    private const int LinesShown = 20;
    private const string RunAgain = "Run the same command again. If it comes back, run the tool by hand as its arguments say, and report what it prints.";

    internal static Failure From(ToolResult result, string code, Place? place)
    {
        if (result.Succeeded)
            throw new ArgumentException("The tool succeeded.", nameof(result));
        var name = Path.GetFileName(result.Invocation.Executable);
        var lines = LastLines(result.ErrorTail);
        var failure = Classify(result, name, code);
        if (place is not null)
            failure.Place = place.Clone();
        failure.Details["exitCode"] = result.ExitCode.ToString(CultureInfo.InvariantCulture);
        if (result.Signal is { } signal)
            failure.Details["signal"] = signal.ToString(CultureInfo.InvariantCulture);
        failure.Details["end"] = result.End.ToString();
        failure.Details["stderr"] = string.Join('\n', lines);
        failure.Details["arguments"] = CommandLine.Quote(result.Invocation);
        return failure;
    }

    private static Failure Classify(ToolResult result, string name, string code)
    {
        if (result.ErrorTail.Contains(DiskFullMessage, StringComparison.Ordinal))
        {
            return Make("disk.full", FailureCategory.Capacity, $"{name} found no space left on the disk.",
                "Free space on the disk of the work folder or the output folder, and run the same command again.");
        }
        return result.End switch
        {
            ToolEnd.NotStarted => Make("tool.missing", FailureCategory.Configuration,
                $"{result.Invocation.Executable} cannot be run.", "Run `rushes doctor`: it names what is missing and how to get it."),
            ToolEnd.Stalled => Make(code, FailureCategory.Transient,
                $"{name} made no progress for {Seconds(result.Invocation.Limits.Stall)} and was killed.", RunAgain),
            ToolEnd.WallTime => Make(code, FailureCategory.Transient,
                $"{name} ran longer than {Seconds(result.Invocation.Limits.Wall)} and was killed.", RunAgain),
            ToolEnd.ProcessorTime => Make(code, FailureCategory.Transient,
                $"{name} used more than {Seconds(result.Invocation.Limits.Processor)} of processor time and was killed.", RunAgain),
            ToolEnd.Memory => Make("tool.memory", FailureCategory.Capacity,
                $"{name} needed more memory than its limit of {Bytes(result.Invocation.Limits.MemoryBytes)}.",
                "Run the same command again. If it comes back, the shape of the function is too small for such a source: give it more memory in its function.yaml."),
            ToolEnd.OutputSize => Make("tool.output", FailureCategory.Internal, result.Invocation.Outputs is null
                    ? $"{name} wanted to write a file, and may write none."
                    : $"{name} wrote a file larger than its limit of {Bytes(result.Invocation.Limits.OutputBytes)} and was killed.",
                "This is a defect of the function or of its limits. Please report it with the log."),
            _ when result.Signal is { } signal => Make(code, FailureCategory.Transient,
                $"{name} was killed by signal {signal}.", RunAgain),
            _ => Make(code, FailureCategory.Internal, $"{name} ended with exit code {result.ExitCode}.", RunAgain),
        };
    }

    private static Failure Make(string code, FailureCategory category, string message, string remedy) =>
        new() { Code = code, Category = category, Message = message, Remedy = remedy };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private static string Bytes(long? bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MiB");

    private static string[] LastLines(string tail)
    {
        var lines = tail.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return lines.Length <= LinesShown ? lines : lines[^LinesShown..];
    }
}
