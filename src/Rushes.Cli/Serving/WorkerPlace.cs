using System.Globalization;
using Rushes.Cli.Jobs;

namespace Rushes.Cli.Serving;

/// <summary>
/// A folder for one worker process, below the one that all workers of a machine are given. The next process that comes takes
/// over the folder of one that has ended, with the objects that are cached in it.
/// </summary>
internal sealed class WorkerPlace : IDisposable
{
    private readonly JobLock _lock;

    private WorkerPlace(string folder, JobLock @lock) => (Folder, _lock) = (folder, @lock);

    public string Folder { get; }

    public string Scratch => Path.Combine(Folder, "scratch");

    public string Cache => Path.Combine(Folder, "cache");

    public static WorkerPlace Take(string root)
    {
        for (var number = 1; ; number++)
        {
            var folder = Path.Combine(root, number.ToString(CultureInfo.InvariantCulture));
            Directory.CreateDirectory(folder);
            if (JobLock.TryTake(Path.Combine(folder, "lock")) is { } taken)
            {
                return new WorkerPlace(folder, taken);
            }
        }
    }

    public void Dispose() => _lock.Dispose();
}
