using System.Diagnostics;
using System.Globalization;
using Rushes.Client;

namespace Rushes.Benchmarks;

/// <summary>A server and its workers, each this program once more. They end with their standard input, so with us.</summary>
internal sealed class FleetOfProcesses : IDisposable
{
    private readonly List<Process> _processes = [];

    private FleetOfProcesses()
    {
    }

    public RpcChannel Channel { get; private set; } = null!;

    /// <param name="database">As <see cref="FleetProcess"/> takes it.</param>
    /// <param name="folder">Of everything else.</param>
    /// <param name="workers">So many, of one core each.</param>
    public static async Task<FleetOfProcesses> StartAsync(string database, string folder, int workers)
    {
        var fleet = new FleetOfProcesses();
        var url = await fleet.StartAsync(FleetProcess.Server, database, folder);
        for (var i = 0; i < workers; i++)
        {
            await fleet.StartAsync(FleetProcess.Worker, url, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"worker-{i}")));
        }

        fleet.Channel = new RpcChannel(new Uri(url));
        return fleet;
    }

    public void Dispose()
    {
        Channel?.Dispose();
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
        }

        foreach (var process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }
    }

    /// <summary>Returns the first line that it writes: it is there.</summary>
    private async Task<string> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in Hosted(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        _processes.Add(process);
        return await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{arguments[0]} did not start.");
    }

    /// <summary>The host of .NET must be told the program.</summary>
    private static IEnumerable<string> Hosted(IReadOnlyList<string> arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? arguments.Prepend(typeof(FleetOfProcesses).Assembly.Location) : arguments;
}
