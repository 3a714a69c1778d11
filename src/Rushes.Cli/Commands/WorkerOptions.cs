using System.CommandLine;
using System.Globalization;
using Rushes.Cli.Hosting;
using Rushes.Cli.Serving;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Storage;

namespace Rushes.Cli.Commands;

/// <summary>The options of <c>rushes worker</c>, all checked together.</summary>
internal sealed class WorkerOptions
{
    private readonly Option<string> _server = EncodeOptions.Value("--server", "URL", "Address of the server: http://HOST:PORT or https://HOST:PORT; its token in RUSHES_TOKEN");
    private readonly Option<string> _cores = EncodeOptions.Value("--cores", "N", "Cores to share out (default: the machine's)");
    private readonly Option<string> _memory = EncodeOptions.Value("--memory", "SIZE", "Memory to share out, like 16GiB (default: the machine's)");
    private readonly Option<string> _store = EncodeOptions.Value("--store", "STORE", "Where objects are, if not where the server says");
    private readonly Option<string> _drain = EncodeOptions.Value("--drain", "LENGTH", "How long work may go on after the worker was told to stop (default: 20s)");
    private readonly Option<string> _idle = EncodeOptions.Value("--idle", "LENGTH", "Ends the worker when it has had no work for so long (default: it waits for ever)");
    private readonly Option<string> _work = EncodeOptions.Value("--work", "FOLDER", "Scratch (default: $XDG_CACHE_HOME/rushes/worker)");
    private readonly Option<bool> _verbose = new("--verbose") { Arity = ArgumentArity.Zero, Description = "Write the log to standard error" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_server, _cores, _memory, _store, _drain, _idle, _work, _verbose])
        {
            command.Options.Add(option);
        }
    }

    /// <returns>Null settings: something is wrong, and all of it is named.</returns>
    public (WorkerSettings? Settings, IReadOnlyList<Failure> Failures) Read(ParseResult parsed, Surroundings surroundings)
    {
        List<Failure> failures = [.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))];
        var server = ReadServer(EncodeOptions.Text(parsed, _server), failures);
        var token = ServerOption.ReadToken(surroundings, failures);
        var cores = ReadCores(EncodeOptions.Text(parsed, _cores), failures);
        var memory = ReadMemory(EncodeOptions.Text(parsed, _memory), failures);
        var store = ReadStore(EncodeOptions.Text(parsed, _store), failures);
        var drain = ReadLength(_drain, EncodeOptions.Text(parsed, _drain) ?? "20s", failures);
        TimeSpan? idle = EncodeOptions.Text(parsed, _idle) is { } text ? ReadLength(_idle, text, failures) : null;
        var work = EncodeOptions.Text(parsed, _work) is { Length: > 0 } folder ? surroundings.Absolute(folder) : Path.Combine(surroundings.DefaultWorkPath, "worker");
        return failures.Count > 0 || server is null
            ? (null, failures)
            : (new WorkerSettings(server, token, cores, memory, store, drain, idle, work, parsed.GetValue(_verbose)), failures);
    }

    private static Uri? ReadServer(string? text, List<Failure> failures)
    {
        if (text is not null)
        {
            return ServerOption.Read(text, failures);
        }

        failures.Add(ServerOption.Missing());
        return null;
    }

    private int ReadCores(string? text, List<Failure> failures)
    {
        if (text is null)
        {
            return Environment.ProcessorCount;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cores) || cores == 0)
        {
            failures.Add(UsageFailure.Option(_cores.Name, $"'{text}' is no number of cores.", "Write a whole number from 1."));
        }

        return cores;
    }

    private long ReadMemory(string? text, List<Failure> failures)
    {
        if (text is null)
        {
            return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        }

        if (!Quantities.TryBytes(text, out var memory) || memory == 0)
        {
            failures.Add(UsageFailure.Option(_memory.Name, $"'{text}' is no size.", "Write a whole number and MiB, GiB or TiB."));
        }

        return memory;
    }

    private string? ReadStore(string? text, List<Failure> failures)
    {
        try
        {
            _ = text is null ? null : StoreLocation.Parse(text);
        }
        catch (FormatException exception)
        {
            failures.Add(UsageFailure.Option(_store.Name, exception.Message, "Write file:///FOLDER or s3://BUCKET/PREFIX."));
        }

        return text;
    }

    private static TimeSpan ReadLength(Option option, string text, List<Failure> failures)
    {
        if (!Quantities.TryMilliseconds(text, out var milliseconds) || milliseconds > TimeSpan.FromDays(10).TotalMilliseconds)
        {
            failures.Add(UsageFailure.Option(option.Name, $"'{text}' is no length of time.", "Write a whole number and s, m or h, up to 10d."));
        }

        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
