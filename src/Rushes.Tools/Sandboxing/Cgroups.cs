using System.Collections.Concurrent;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Sandboxing;

/// <summary>Makes a control group for each run of a tool, and removes it after. Thread-safe.</summary>
/// <param name="hierarchy">Where and how.</param>
/// <param name="processId">Of this process; names the groups.</param>
internal sealed class Cgroups(ICgroupHierarchy hierarchy, int processId)
{
    private static long _made;

    /// <summary>Groups that the kernel did not let go at once: a process in them was still on its way out.</summary>
    private readonly ConcurrentQueue<string> _left = [];

    internal string Version => hierarchy.Version;

    internal string Folder => hierarchy.Parents[0];

    /// <exception cref="IOException">The kernel refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not make groups here.</exception>
    internal Cgroup Create(ToolLimits limits)
    {
        RemoveLeft();
        var name = CgroupName.OfRun(processId, Interlocked.Increment(ref _made));
        IReadOnlyList<string> folders = [.. hierarchy.Parents.Select(parent => Path.Combine(parent, name))];
        try
        {
            foreach (var folder in folders)
                Directory.CreateDirectory(folder);
            foreach (var setting in hierarchy.Settings(name, limits))
            {
                if (!setting.Optional || File.Exists(setting.Path))
                    File.WriteAllText(setting.Path, setting.Value);
            }
        }
        catch
        {
            Remove(folders);
            throw;
        }
        return new(folders, hierarchy.MemoryEvents(name), hierarchy.Usage(name), Remove);
    }

    /// <summary>Removes what programs have left that were killed before they could.</summary>
    internal void Sweep(Predicate<int> isAlive)
    {
        var groups = hierarchy.Parents.SelectMany(parent => Directory.EnumerateDirectories(parent, CgroupName.Pattern));
        foreach (var folder in groups.Where(folder => CgroupName.Owner(Path.GetFileName(folder)) is { } owner && !isAlive(owner)).ToList())
            TryRemove(folder);
    }

    private void Remove(IReadOnlyList<string> folders)
    {
        foreach (var folder in folders.Where(folder => !TryRemove(folder)))
            _left.Enqueue(folder);
    }

    private void RemoveLeft()
    {
        for (var count = _left.Count; count > 0 && _left.TryDequeue(out var folder); count--)
            Remove([folder]);
    }

    private static bool TryRemove(string folder)
    {
        try
        {
            // The files in it are the kernel's, and go with it.
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
