using System.Globalization;
using Rushes.Cli.Native;

namespace Rushes.Cli.Jobs;

/// <summary>
/// Held by the one process that works on a job. The kernel drops the lock with its process, however that dies, so a lock
/// is never stale; the process id inside is for people only.
/// </summary>
internal sealed class JobLock : IDisposable
{
    private readonly FileStream _file;

    private JobLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds it.</summary>
    public static JobLock? TryTake(string path)
    {
        while (true)
        {
            if (TryOpen(path) is not { } file)
            {
                return null;
            }

            // Its last owner may have removed the job between our opening and our locking of the file.
            if (!File.Exists(path))
            {
                file.Dispose();
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                continue;
            }

            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new JobLock(file);
        }
    }

    /// <summary>The process that holds the lock, as it wrote it; null when it has not (yet).</summary>
    public static int? OwnerOf(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(PosixFiles.OpenRead(path), FileAccess.Read));
            return int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var owner) ? owner : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string path)
    {
        try
        {
            // FileShare.None is flock(2) here: exclusive, and gone with the process.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
