using System.Data.Common;
using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Jobs;

/// <summary>All databases that a command looks at: the one it names, or those of every job folder.</summary>
internal sealed class JobDatabases : IDisposable
{
    private const int Candidates = 10;

    private readonly List<JobDatabase> _open = [];
    private readonly List<Failure> _failures = [];

    private JobDatabases(string place) => Place = place;

    /// <summary>Where it looked.</summary>
    public string Place { get; }

    public IReadOnlyList<JobDatabase> Open => _open;

    /// <summary>Of databases that cannot be read.</summary>
    public IReadOnlyList<Failure> Failures => _failures;

    public static JobDatabases Of(DatabaseLocation location, string name, TimeProvider time)
    {
        var databases = new JobDatabases(name);
        databases.Add(location, name, null, time);
        return databases;
    }

    public static JobDatabases OfFolders(string workPath, TimeProvider time)
    {
        var jobs = Path.Combine(workPath, "jobs");
        var databases = new JobDatabases(jobs);
        string[] folders = Directory.Exists(jobs) ? [.. Directory.EnumerateDirectories(jobs).Order(StringComparer.Ordinal)] : [];
        foreach (var path in folders)
        {
            var folder = new WorkFolder(path);
            if (folder.HasState)
            {
                databases.Add(new DatabaseLocation.SqliteFile(folder.Database), folder.Database, folder, time);
            }
        }

        return databases;
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<FoundJob> Jobs(int max) => [.. _open
        .SelectMany(database => database.Reader.Jobs(max).Select(job => new FoundJob(database, job)))
        .OrderByDescending(found => found.Job.Created).ThenBy(found => found.Name, StringComparer.Ordinal).Take(max)];

    /// <summary>By the whole id of a job or of its run, or the beginning of one.</summary>
    public IReadOnlyList<FoundJob> Find(string id)
    {
        FoundJob[] found = [.. _open.SelectMany(database => Ids(database, id).Select(run => new FoundJob(database, database.Reader.Job(run)!)))];
        var exact = Array.FindAll(found, one => one.Name == id || one.Job.Id == id);
        return exact.Length > 0 ? exact : found;
    }

    /// <summary><c>17</c>, or <c>JOB/17</c> where there are several databases.</summary>
    public IReadOnlyList<(JobDatabase Database, MessageReason Reason)> FindMessage(string id)
    {
        var (job, number) = id.Split('/') is [var before, var after] ? (before, after) : ("", id);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var message)
            ? [.. from database in _open
                  where job.Length == 0 || database.Job?.StartsWith(job, StringComparison.Ordinal) == true
                  let reason = database.Reader.Why(message)
                  where reason is not null
                  select (database, reason)]
            : [];
    }

    public void Dispose() => _open.ForEach(database => database.Reader.Dispose());

    private static IEnumerable<string> Ids(JobDatabase database, string id) =>
        database.Job?.StartsWith(id, StringComparison.Ordinal) == true ? database.Reader.FindJobs("", Candidates) : database.Reader.FindJobs(id, Candidates);

    /// <summary>A job that is just beginning has no tables yet, and one that is just done has no folder any more.</summary>
    private static bool IsPassing(Failure failure, WorkFolder folder) =>
        failure.Code == "database.not_found" || (failure.Code == "database.older" && JobDatabase.OwnerOf(folder) is not null);

    private void Add(DatabaseLocation location, string name, WorkFolder? folder, TimeProvider time)
    {
        try
        {
            switch (JobsReader.Open(location, time))
            {
                case DatabaseOpening.Opened opened:
                    _open.Add(new JobDatabase(location, name, folder, opened.Reader));
                    break;
                case DatabaseOpening.Refused refused when folder is null || !IsPassing(refused.Failure, folder):
                    _failures.Add(refused.Failure);
                    break;
            }
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            _failures.Add(new Failure
            {
                Code = "database.unreadable",
                Category = FailureCategory.Transient,
                Message = $"The database {name} cannot be read: {exception.Message}",
                Remedy = "Check that it is there, and that you may read it.",
            });
        }
    }
}
