using System.Diagnostics;
using System.Globalization;

namespace Rushes.EndToEnd.Tests;

/// <summary>The program as a user runs it: a process of its own, with its own work folder.</summary>
internal sealed class RushesProgram(string workFolder)
{
    // As users start it, where that is there: compiled ahead.
    private static readonly string Assembly = Environment.GetEnvironmentVariable("RUSHES_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "rushes.dll");

    private readonly Dictionary<string, string> _environment = [];

    /// <summary>Sets a variable for every later start.</summary>
    public RushesProgram With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>A script that stands for FFmpeg, and reads and writes what no tool may: without a sandbox.</summary>
    public RushesProgram WithScript(string variable, string path) => With(variable, path).With("RUSHES_SANDBOX", "off");

    /// <summary>Runs to the end.</summary>
    public async Task<ProgramEnd> RunAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        using var process = Start(arguments);
        return await EndAsync(process, cancellationToken);
    }

    /// <summary>Starts and does not wait. The caller disposes the process.</summary>
    public Process Start(params string[] arguments) => StartBy([], arguments);

    /// <summary>The same by a command that runs it in its own process.</summary>
    public Process StartBy(IReadOnlyList<string> before, params string[] arguments)
    {
        string[] command = [.. before, "dotnet", Assembly, .. arguments, .. Unasked(arguments, "--quality", "none"), .. Unasked(arguments, "--inspect", "artefacts")];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["XDG_CACHE_HOME"] = workFolder;
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    // Hundreds of encodes are about something else, and each would take a second or two more.
    private static string[] Unasked(string[] arguments, string option, string value) => arguments is ["encode", ..] && !arguments.Contains(option) ? [option, value] : [];

    public static async Task<ProgramEnd> EndAsync(Process process, CancellationToken cancellationToken)
    {
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new ProgramEnd(process.ExitCode, await output, await errors);
    }
}

/// <summary>How a run of the program ended.</summary>
internal sealed record ProgramEnd(int ExitCode, string Output, string Errors)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"exit {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}");
}
