using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Remote;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Cli.Commands;

/// <summary>The options of commands that look at jobs and queues.</summary>
internal sealed class DatabaseOptions
{
    private const int Most = 100;

    private readonly Option<string> _database = EncodeOptions.Value("--database", "DATABASE", "sqlite:PATH or postgres://…; without it, the jobs below --work");
    private readonly Option<string> _work = EncodeOptions.Value("--work", "FOLDER", "Where encode keeps its jobs (default: $XDG_CACHE_HOME/rushes)");
    private readonly Option<string> _limit = EncodeOptions.Value("--limit", "N", "Show no more than N (default: 100)");
    private readonly Option<bool> _json = new("--json") { Arity = ArgumentArity.Zero, Description = "Print the answer as JSON" };
    private readonly Option<string> _server = EncodeOptions.Value("--server", "URL", "Ask a server; the token, if it wants one, stands in RUSHES_TOKEN");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_database, _work, _limit, _json, _server])
        {
            command.Options.Add(option);
        }
    }

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Checks all; nothing is opened when something is wrong.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">What the program was started in.</param>
    /// <param name="failures">Gets what is wrong.</param>
    public JobsQuery? Read(ParseResult parsed, Surroundings surroundings, List<Failure> failures)
    {
        failures.AddRange(parsed.Errors.Select(error => UsageFailure.Syntax(error.Message)));
        var limit = ReadLimit(EncodeOptions.Text(parsed, _limit), failures);
        var text = EncodeOptions.Text(parsed, _database);
        var location = ReadDatabase(text, surroundings, failures);
        var server = EncodeOptions.Text(parsed, _server) is { } address ? ServerOption.Read(address, failures) : null;
        var token = server is null ? null : ServerOption.ReadToken(surroundings, failures);
        if (text is not null && parsed.GetResult(_server) is not null)
        {
            failures.Add(UsageFailure.Option(_server.Name, "--database and --server name two places.", "Name one of them."));
        }

        if (failures.Count > 0)
        {
            return null;
        }

        var work = EncodeOptions.Text(parsed, _work) is { Length: > 0 } folder ? surroundings.Absolute(folder) : surroundings.DefaultWorkPath;
        var places = server is not null ? JobPlaces.Of(server, new ServerJobs(new ServerConnection(server, token, surroundings.Time, NullLoggerFactory.Instance)))
            : location is not null ? JobPlaces.Of(location, (location as DatabaseLocation.PostgresServer)?.Name ?? text!, surroundings.Time)
            : JobPlaces.OfFolders(work, surroundings.Time);
        return new JobsQuery(surroundings, places, limit, parsed.GetValue(_json)) { Server = server };
    }

    private static int ReadLimit(string? text, List<Failure> failures)
    {
        if (text is null)
        {
            return Most;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0)
        {
            failures.Add(UsageFailure.Option("--limit", $"'{text}' is no number of rows.", "Write a whole number from 1, like --limit 20."));
        }

        return limit;
    }

    /// <summary>Null: none is named, or it is wrong; what was written is not shown, for it may have a password in it.</summary>
    public static DatabaseLocation? ReadDatabase(string? text, Surroundings surroundings, List<Failure> failures)
    {
        try
        {
            return text is null ? null
                : text.StartsWith("sqlite:", StringComparison.Ordinal) && text.Length > 7 ? new DatabaseLocation.SqliteFile(surroundings.Absolute(text[7..]))
                : DatabaseLocation.Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            failures.Add(UsageFailure.Option("--database", "The value of --database is no database.", "Write sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/NAME."));
            return null;
        }
    }
}
