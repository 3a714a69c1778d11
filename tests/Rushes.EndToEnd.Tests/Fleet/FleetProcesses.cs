using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>
/// Servers and workers as processes of their own, on ports that are free; they end with the test. Their logs go to the folder that
/// RUSHES_FLEET_LOGS names, if it does.
/// </summary>
internal sealed partial class FleetProcesses(RushesProgram program) : IAsyncDisposable
{
    private static readonly string? Logs = Environment.GetEnvironmentVariable("RUSHES_FLEET_LOGS");
    private static readonly string[] Verbose = Logs is null ? [] : ["--verbose"];

    private readonly ConcurrentDictionary<Process, Task> _processes = [];

    /// <summary>Returns its address for gRPC, once it serves.</summary>
    public async Task<(Process Process, string Address)> ServeAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        string[] listen = arguments.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        var process = program.Start(["serve", .. listen, "--http", "127.0.0.1:0", .. Verbose, .. arguments]);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is null || Address().Match(line) is not { Success: true } address)
        {
            throw new InvalidOperationException($"The server did not start: {line} {await process.StandardError.ReadToEndAsync(cancellationToken)}");
        }

        Keep(process);
        return (process, address.Value.TrimEnd('/'));
    }

    public Process Work(string server, params string[] arguments) => Work(server, [], arguments);

    /// <param name="server">Its address, as the worker sees it.</param>
    /// <param name="before">A command that runs the program somewhere.</param>
    /// <param name="arguments">More of them.</param>
    public Process Work(string server, IReadOnlyList<string> before, params string[] arguments)
    {
        var process = program.StartBy(before, ["worker", "--server", server, "--cores", "1", .. Verbose, .. arguments]);
        Keep(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, reading) in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            await reading;
            process.Dispose();
        }
    }

    /// <summary>What a process writes must be read, or it waits.</summary>
    private void Keep(Process process) => _processes[process] = Task.WhenAll(
        process.StandardOutput.ReadToEndAsync(CancellationToken.None), KeepAsync(process.StandardError, process.Id));

    private static async Task KeepAsync(StreamReader log, int process)
    {
        await using var file = Logs is null ? Stream.Null : File.Create(Path.Combine(Logs, $"{process}.log"));
        await log.BaseStream.CopyToAsync(file);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
