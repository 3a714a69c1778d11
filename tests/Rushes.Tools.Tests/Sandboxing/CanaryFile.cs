using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>A file that nobody may touch. The kernel tells when one does, by whatever path (inotify(7)).</summary>
internal sealed class CanaryFile : IDisposable
{
    private const int NonBlocking = 0x800;
    private const uint AnyTouch = 0x1 | 0x2 | 0x20; // read, written, opened

    private readonly int _watch;

    /// <param name="path">Of a file that is there.</param>
    internal CanaryFile(string path)
    {
        Path = path;
        _watch = Initialize(NonBlocking);
        if (_watch < 0 || AddWatch(_watch, path, AnyTouch) < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    internal string Path { get; }

    /// <summary>Whether anybody has opened, read or written the file since the last time that this was asked.</summary>
    internal bool WasTouched()
    {
        var events = new byte[4096];
        return Read(_watch, events, events.Length) > 0;
    }

    public void Dispose() => _ = Close(_watch);

    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Initialize(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int AddWatch(int watch, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int file, [Out] byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
