using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rushes.Cli.Hosting;
using Rushes.Cli.Serving;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Rpc.Access;
using Rushes.Storage.Local;

namespace Rushes.Cli.Commands;

/// <summary>The options of <c>rushes serve</c>, all checked together.</summary>
internal sealed class ServeOptions
{
    private readonly Option<string> _database = EncodeOptions.Value("--database", "DATABASE", "sqlite:PATH or postgres://… (default: a file below --work)");
    private readonly Option<string> _store = EncodeOptions.Value("--store", "STORE", "file:///FOLDER or s3://BUCKET/PREFIX; workers must reach it, too (default: a folder below --work)");
    private readonly Option<string[]> _readable = new("--readable") { Description = "What requests may read outside of the store: a file, a folder with a slash at the end, or s3://BUCKET/PREFIX/", HelpName = "PLACE", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _services = EncodeOptions.Value("--services", "NAME,…", "Which services work here; other servers have the others (default: all)");
    private readonly Option<string> _listen = EncodeOptions.Value("--listen", "ADDRESS:PORT", "gRPC, for workers and clients; by TLS all protocols (default: 127.0.0.1:7480)");
    private readonly Option<string> _http = EncodeOptions.Value("--http", "ADDRESS:PORT|none", "JSON and Connect in the clear (default: 127.0.0.1:7481)");
    private readonly Option<string> _certificate = EncodeOptions.Value("--certificate", "FILE", "TLS: certificate chain and private key, PEM");
    private readonly Option<string> _tokens = EncodeOptions.Value("--tokens", "FILE", "Who may do what; without it only this machine is served");
    private readonly Option<string> _slots = EncodeOptions.Value("--slots", "N", "Cores for functions in this process (default: 0, only workers run them)");
    private readonly Option<string> _lease = EncodeOptions.Value("--lease", "LENGTH", "How long work waits for a worker that is not heard of (default: 60s)");
    private readonly Option<string> _retain = EncodeOptions.Value("--retain", "LENGTH", "How long a job is kept after its end, with its objects, and an upload that no job uses (default: 7d)");
    private readonly Option<string> _work = EncodeOptions.Value("--work", "FOLDER", "Scratch, and the defaults above (default: $XDG_CACHE_HOME/rushes/serve)");
    private readonly Option<bool> _verbose = new("--verbose") { Arity = ArgumentArity.Zero, Description = "Write the log to standard error" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_database, _store, _readable, _services, _listen, _http, _certificate, _tokens, _slots, _lease, _retain, _work, _verbose])
        {
            command.Options.Add(option);
        }
    }

    /// <returns>Null settings: something is wrong, and all of it is named.</returns>
    public (ServeSettings? Settings, IReadOnlyList<Failure> Failures) Read(ParseResult parsed, Surroundings surroundings)
    {
        List<Failure> failures = [.. parsed.Errors.Select(error => UsageFailure.Syntax(error.Message))];
        var work = EncodeOptions.Text(parsed, _work) is { Length: > 0 } folder ? surroundings.Absolute(folder) : Path.Combine(surroundings.DefaultWorkPath, "serve");
        var store = EncodeOptions.Text(parsed, _store) ?? LocalObjectStore.UriOf(Path.Combine(work, "objects"));
        var certificate = EncodeOptions.Text(parsed, _certificate);
        var http = EncodeOptions.Text(parsed, _http) ?? "127.0.0.1:7481";
        var settings = new ServeSettings
        {
            Database = DatabaseOptions.ReadDatabase(EncodeOptions.Text(parsed, _database), surroundings, failures)
                ?? new DatabaseLocation.SqliteFile(Path.Combine(work, "state.db")),
            Store = Checked(failures, _store, () => Storage.StoreLocation.Parse(store), "Write file:///FOLDER or s3://BUCKET/PREFIX.")!,
            StoreText = store,
            Readable = [.. (parsed.GetValue(_readable) ?? []).Select(place => ReadPlace(place, surroundings, failures))],
            Services = EncodeOptions.Text(parsed, _services) is { } services ? ReadServices(services, failures) : null,
            Listen = Checked(failures, _listen, () => IPEndPoint.Parse(EncodeOptions.Text(parsed, _listen) ?? "127.0.0.1:7480"), "Write ADDRESS:PORT, like 0.0.0.0:7480.")!,
            Http = http == "none" || certificate is not null ? null : Checked(failures, _http, () => IPEndPoint.Parse(http), "Write ADDRESS:PORT, or none."),
            Certificate = certificate is null ? null : Checked(
                failures, _certificate, () => X509Certificate2.CreateFromPemFile(surroundings.Absolute(certificate)), "Name a PEM file with the certificate and its key."),
            Access = EncodeOptions.Text(parsed, _tokens) is { } tokens
                ? Checked(failures, _tokens, () => AccessFile.Parse(File.ReadAllText(surroundings.Absolute(tokens)), tokens), "See docs/api.md for how it is written.")
                : null,
            Slots = Checked(failures, _slots, () => int.Parse(EncodeOptions.Text(parsed, _slots) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture), "Write a whole number."),
            Lease = Checked(failures, _lease, () => ReadLease(EncodeOptions.Text(parsed, _lease) ?? "60s"), "Write a whole number and s, m or h, from 2s to 1h."),
            Retain = Checked(failures, _retain, () => ReadRetain(EncodeOptions.Text(parsed, _retain) ?? "7d"), "Write a whole number and s, m, h or d, from 0s to 3650d."),
            WorkPath = work,
            Verbose = parsed.GetValue(_verbose),
        };
        if (failures.Count == 0)
        {
            CheckOpen(settings, failures);
        }

        return (failures.Count == 0 ? settings : null, failures);
    }

    /// <summary>Whoever is not on this machine needs a token.</summary>
    private void CheckOpen(ServeSettings settings, List<Failure> failures)
    {
        foreach (var (option, address) in new[] { (_listen, settings.Listen), (_http, settings.Http) })
        {
            if (settings.Access is null && address is not null && !IPAddress.IsLoopback(address.Address))
            {
                failures.Add(UsageFailure.Option(option.Name, $"Without tokens everybody who reaches {address} could do everything.", "Give --tokens FILE, or listen on 127.0.0.1."));
            }
        }
    }

    private HashSet<string> ReadServices(string text, List<Failure> failures)
    {
        string[] names = [.. ServiceCatalog.Definitions.Select(service => service.Name)];
        HashSet<string> wanted = [.. text.Split(',', StringSplitOptions.TrimEntries)];
        failures.AddRange(wanted.Except(names).Select(name => UsageFailure.Option(
            _services.Name, $"There is no service '{name}'.", $"Write names of these, with commas between: {string.Join(", ", names)}.")));
        return wanted;
    }

    /// <summary>Workers are told, too, and they stand in other folders.</summary>
    private string ReadPlace(string text, Surroundings surroundings, List<Failure> failures)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return surroundings.Absolute(text);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("file" or "s3"))
        {
            failures.Add(UsageFailure.Option(_readable.Name, $"'{text}' is no place to read from.", "Write a path, file:///FOLDER/ or s3://BUCKET/PREFIX/."));
        }

        return text;
    }

    private static TimeSpan ReadLease(string text) => Quantities.TryMilliseconds(text, out var milliseconds) && milliseconds is >= 2_000 and <= 3_600_000
        ? TimeSpan.FromMilliseconds(milliseconds)
        : throw new FormatException($"'{text}' is no length of a lease.");

    private static TimeSpan ReadRetain(string text) =>
        Quantities.TryMilliseconds(text, out var milliseconds) && milliseconds <= TimeSpan.FromDays(3650).TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new FormatException($"'{text}' is no length of time.");

    private static T? Checked<T>(List<Failure> failures, Option option, Func<T> read, string remedy)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            failures.Add(UsageFailure.Option(option.Name, exception.Message, remedy));
            return default;
        }
    }
}
