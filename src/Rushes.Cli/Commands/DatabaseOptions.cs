using System.CommandLine;
using System.Globalization;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
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
    private readonly Option<string> _server = new("--server") { Hidden = true, Arity = ArgumentArity.ZeroOrOne };

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
        if (parsed.GetResult(_server) is not null)
        {
            failures.Add(UsageFailure.NotInVersion(_server.Name, _server.Name));
        }

        var limit = ReadLimit(EncodeOptions.Text(parsed, _limit), failures);
        var text = EncodeOptions.Text(parsed, _database);
        var location = ReadDatabase(text, surroundings, failures);
        if (failures.Count > 0)
        {
            return null;
        }

        var work = EncodeOptions.Text(parsed, _work) is { Length: > 0 } folder ? surroundings.Absolute(folder) : surroundings.DefaultWorkPath;
        var databases = location is null ? JobDatabases.OfFolders(work, surroundings.Time) : JobDatabases.Of(location, location is DatabaseLocation.PostgresServer server ? server.Name : text!, surroundings.Time);
        return new JobsQuery(surroundings, databases, limit, parsed.GetValue(_json));
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

    private static DatabaseLocation? ReadDatabase(string? text, Surroundings surroundings, List<Failure> failures)
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
