using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>Servers and workers as processes of their own, on ports that are free; they end with the test.</summary>
internal sealed partial class FleetProcesses(RushesProgram program) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Process, Task> _processes = [];

    /// <summary>Returns its address for gRPC, once it serves.</summary>
    public async Task<(Process Process, string Address)> ServeAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        string[] listen = arguments.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        var process = program.Start(["serve", .. listen, "--http", "127.0.0.1:0", .. arguments]);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        if (line is null || Address().Match(line) is not { Success: true } address)
        {
            throw new InvalidOperationException($"The server did not start: {line} {await process.StandardError.ReadToEndAsync(cancellationToken)}");
        }

        Keep(process);
        return (process, address.Value.TrimEnd('/'));
    }

    public Process Work(string server, params string[] arguments)
    {
        var process = program.Start(["worker", "--server", server, "--cores", "1", .. arguments]);
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
        process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
