using Rushes.Platform.Database;

namespace Rushes.Platform.Hosting;

/// <summary>
/// How a process asks the owner of a SQLite file for a change: by an empty file in the folder <c>state.db.requests</c>, whose
/// name is the request. The owner applies it and gives the file the ending of its answer, by which the requester knows, and
/// removes it. Making and renaming a file are atomic, so nothing is ever seen half done.
/// <code>
/// cancel.7f3a90….4711-638989632000000000-1           asked for
/// cancel.7f3a90….4711-638989632000000000-1.applied   answered
/// </code>
/// </summary>
internal sealed class RequestFolder(string path)
{
    /// <summary>Null for a database that any process may write.</summary>
    public static RequestFolder? Of(DatabaseLocation location) =>
        location is DatabaseLocation.SqliteFile file ? new RequestFolder(file.Path + ".requests") : null;

    public void Post(OwnerRequest request)
    {
        Directory.CreateDirectory(path);
        using var file = File.Create(PathOf(request));
    }

    /// <summary>Requests without an answer.</summary>
    public IReadOnlyList<OwnerRequest> Waiting() => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path).Select(file => OwnerRequest.Parse(Path.GetFileName(file))).OfType<OwnerRequest>().OrderBy(request => request.Requester, StringComparer.Ordinal)]
        : [];

    public void Answer(OwnerRequest request, JobChangeEnd end) => TryRename(request, Ending(end));

    /// <summary>The answer, which is removed; null: there is none yet.</summary>
    public JobChangeEnd? TakeAnswer(OwnerRequest request)
    {
        foreach (var end in Enum.GetValues<JobChangeEnd>())
        {
            var answer = PathOf(request) + Ending(end);
            if (File.Exists(answer))
            {
                File.Delete(answer);
                return end;
            }
        }

        return null;
    }

    /// <summary>False: it is answered.</summary>
    public bool Withdraw(OwnerRequest request)
    {
        if (!TryRename(request, ".withdrawn"))
        {
            return false;
        }

        File.Delete(PathOf(request) + ".withdrawn");
        return true;
    }

    private bool TryRename(OwnerRequest request, string ending)
    {
        try
        {
            File.Move(PathOf(request), PathOf(request) + ending, overwrite: true);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private string PathOf(OwnerRequest request) => Path.Combine(path, request.Name);

    private static string Ending(JobChangeEnd end) => $".{end.ToString().ToLowerInvariant()}";
}
