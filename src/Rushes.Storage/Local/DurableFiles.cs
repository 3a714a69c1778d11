using System.Runtime.InteropServices;

namespace Rushes.Storage.Local;

/// <summary>
/// What .NET does not offer: a new name survives a power cut only when its folder has been flushed too (fsync(2)), and a
/// move between file systems must not quietly become a copy that others can see half done (rename(2)).
/// </summary>
internal static partial class DurableFiles
{
    private const int ReadOnlyCloseOnExec = 0x80000;
    private const int CrossDevice = 18; // EXDEV

    /// <summary>Makes missing folders down to <paramref name="folder"/>, each one flushed into the one above.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder);
        if (above is not null)
        {
            CreateFolder(above);
        }

        Directory.CreateDirectory(folder);
        if (above is not null)
        {
            FlushFolder(above);
        }
    }

    /// <summary>The file gets the name at once and for good, replacing what had it. False: another file system.</summary>
    public static bool TryRename(string from, string to)
    {
        if (Rename(from, to) == 0)
        {
            FlushFolder(Path.GetDirectoryName(to)!);
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == CrossDevice ? false
            : !File.Exists(from) ? throw new FileNotFoundException($"There is no file {from}.", from)
            : throw new IOException($"{from} cannot be renamed to {to} (errno {error}).");
    }

    private static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened (errno {Marshal.GetLastPInvokeError()}).");
        }

        var flushed = Sync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (flushed != 0)
        {
            throw new IOException($"The folder {folder} cannot be flushed (errno {error}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
