using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Storage.Caching;

namespace Rushes.Cli.Serving;

/// <summary>
/// A folder for one worker process, below the one that all workers of a machine are given. The next process that comes takes
/// over the folder of one that has ended, with the objects that are cached in it. What others that have died were just writing
/// goes then, too.
/// </summary>
internal sealed class WorkerPlace : IDisposable
{
    private readonly JobLock _lock;

    private WorkerPlace(string folder, JobLock @lock) => (Folder, _lock) = (folder, @lock);

    public string Folder { get; }

    public string Scratch => ScratchOf(Folder);

    public string Cache => CacheOf(Folder);

    public static WorkerPlace Take(string root)
    {
        for (var number = 1; ; number++)
        {
            var folder = Path.Combine(root, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(folder);
            if (JobLock.TryTake(LockOf(folder)) is { } taken)
            {
                var place = new WorkerPlace(folder, taken);
                place.TidyOthers(root);
                return place;
            }
        }
    }

    private void TidyOthers(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root).Where(folder => folder != Folder))
        {
            using var dead = JobLock.TryTake(LockOf(folder));
            if (dead is not null && Directory.Exists(ScratchOf(folder)))
            {
                Directory.Delete(ScratchOf(folder), recursive: true);
            }

            if (dead is not null)
            {
                ObjectCache.RemoveUnfinished(CacheOf(folder));
            }
        }
    }

    private static string ScratchOf(string folder) => Path.Combine(folder, "scratch");

    private static string CacheOf(string folder) => Path.Combine(folder, "cache");

    private static string LockOf(string folder) => Path.Combine(folder, "lock");

    public void Dispose() => _lock.Dispose();
}
