using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rushes.Cli.Native;

/// <summary>The calls of POSIX files that .NET has no exact form of.</summary>
internal static partial class PosixFiles
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>Opens without taking .NET's advisory lock: also a file that another process holds, and a folder.</summary>
    public static SafeFileHandle OpenRead(string path)
    {
        var descriptor = Open(path, ReadOnly | CloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Error("open", path);
    }

    /// <summary>fsync(2): also of a folder, which makes the names in it durable.</summary>
    public static void Flush(string path)
    {
        using var handle = OpenRead(path);
        if (Fsync(handle) != 0)
        {
            throw Error("fsync", path);
        }
    }

    /// <summary>rename(2): atomic; replaces an empty folder.</summary>
    public static void Rename(string from, string to)
    {
        if (Rename2(from, to) != 0)
        {
            throw Error("rename", $"{from} to {to}");
        }
    }

    private static IOException Error(string call, string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} {what}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename2(string from, string to);
}
