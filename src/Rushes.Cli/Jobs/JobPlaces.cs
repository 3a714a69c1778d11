using System.Data.Common;
using System.Globalization;
using Rushes.Cli.Hosting;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Jobs;

/// <summary>All places that a command looks at: the database or server that it names, or the databases of every job folder.</summary>
internal sealed class JobPlaces : IDisposable
{
    private const int Candidates = 10;

    private readonly List<JobPlace> _open = [];
    private readonly List<Failure> _failures = [];

    private JobPlaces(string name) => Name = name;

    /// <summary>Where it looked.</summary>
    public string Name { get; }

    public IReadOnlyList<JobPlace> Open => _open;

    /// <summary>Of databases that cannot be read.</summary>
    public IReadOnlyList<Failure> Failures => _failures;

    public static JobPlaces Of(DatabaseLocation location, string name, TimeProvider time)
    {
        var places = new JobPlaces(name);
        places.Add(location, name, null, time);
        return places;
    }

    public static JobPlaces Of(Uri server, IJobSource jobs)
    {
        var places = new JobPlaces($"{server}");
        places._open.Add(new JobPlace($"{server}", null, jobs));
        return places;
    }

    public static JobPlaces OfFolders(string workPath, TimeProvider time)
    {
        var jobs = Path.Combine(workPath, "jobs");
        var places = new JobPlaces(jobs);
        string[] folders = Directory.Exists(jobs) ? [.. Directory.EnumerateDirectories(jobs).Order(StringComparer.Ordinal)] : [];
        foreach (var path in folders)
        {
            var folder = new WorkFolder(path);
            if (folder.HasState)
            {
                places.Add(new DatabaseLocation.SqliteFile(folder.Database), folder.Database, folder, time);
            }
        }

        return places;
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<FoundJob>> JobsAsync(int max, CancellationToken cancellationToken)
    {
        var jobs = await FromEachAsync(async place => (await place.Source.JobsAsync(max, cancellationToken)).Select(job => new FoundJob(place, job)));
        return [.. jobs.OrderByDescending(found => found.Job.Created).ThenBy(found => found.Name, StringComparer.Ordinal).Take(max)];
    }

    /// <summary>By the whole id of a job or of its run, or the beginning of one.</summary>
    public async Task<IReadOnlyList<FoundJob>> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await FromEachAsync(async place =>
        {
            var prefix = place.Job?.StartsWith(id, StringComparison.Ordinal) == true ? "" : id;
            return (await place.Source.FindAsync(prefix, Candidates, cancellationToken)).Select(job => new FoundJob(place, job));
        });
        var exact = found.FindAll(one => one.Name == id || one.Job.Id == id);
        return exact.Count > 0 ? exact : found;
    }

    /// <summary><c>17</c>, or <c>JOB/17</c> where there are several places.</summary>
    public async Task<IReadOnlyList<(JobPlace Place, MessageReason Reason)>> FindMessageAsync(string id, CancellationToken cancellationToken)
    {
        var (job, number) = id.Split('/') is [var before, var after] ? (before, after) : ("", id);
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var message))
        {
            return [];
        }

        return await FromEachAsync<(JobPlace, MessageReason)>(async place =>
            (job.Length == 0 || place.Job?.StartsWith(job, StringComparison.Ordinal) == true) && await place.Source.WhyAsync(message, cancellationToken) is { } reason
                ? [(place, reason)]
                : []);
    }

    /// <summary>What all of them have, one after the other.</summary>
    public async Task<List<T>> FromEachAsync<T>(Func<JobPlace, Task<IEnumerable<T>>> look)
    {
        List<T> all = [];
        foreach (var place in _open)
        {
            all.AddRange(await look(place));
        }

        return all;
    }

    public void Dispose() => _open.ForEach(place => place.Source.Dispose());

    /// <summary>A job that is just beginning has no tables yet, and one that is just done has no folder any more.</summary>
    private static bool IsPassing(Failure failure, WorkFolder folder) =>
        failure.Code == "database.not_found" || (failure.Code == "database.older" && JobPlace.OwnerOf(folder) is not null);

    private void Add(DatabaseLocation location, string name, WorkFolder? folder, TimeProvider time)
    {
        try
        {
            switch (JobsReader.Open(location, time))
            {
                case DatabaseOpening.Opened opened:
                    _open.Add(new JobPlace(name, folder, new DatabaseJobs(opened.Reader, new JobControl(location, ServiceCatalog.Definitions, time))));
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
