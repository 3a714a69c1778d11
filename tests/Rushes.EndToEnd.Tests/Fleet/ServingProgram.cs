using System.Diagnostics;
using System.Globalization;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary><c>rushes serve</c> as a process of its own, on ports that nobody else has.</summary>
internal sealed class ServingProgram : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServingProgram(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>For workers and clients.</summary>
    public string Url { get; private set; } = "";

    public string Metrics { get; private set; } = "";

    public static async Task<ServingProgram> StartAsync(RushesProgram program, CancellationToken cancellationToken)
    {
        var serving = new ServingProgram(program.Start("serve", "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"));
        serving.Url = await serving.AddressAsync(cancellationToken);
        serving.Metrics = new Uri(new Uri(await serving.AddressAsync(cancellationToken)), "/metrics").AbsoluteUri;
        return serving;
    }

    /// <summary>Functions that workers have in hand; a few seconds old.</summary>
    public async Task<double> LeasedAsync(CancellationToken cancellationToken)
    {
        var text = await Http.GetStringAsync(new Uri(Metrics), cancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith("rushes_message_depth{", StringComparison.Ordinal)
                && line.Contains("queue=\"compute\"", StringComparison.Ordinal) && line.Contains("state=\"leased\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _errors;
        _process.Dispose();
    }

    /// <summary>Of <c>Serving ADDRESS (…)</c>.</summary>
    private async Task<string> AddressAsync(CancellationToken cancellationToken)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken);
        return line is null ? throw new InvalidOperationException(await _errors) : line.Split(' ')[1];
    }
}
