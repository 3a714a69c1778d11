using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rushes.Storage.Local;

/// <summary>
/// Copies between files without their bytes passing through this process (copy_file_range(2)): a file system that can shares
/// the blocks, others copy from page to page.
/// </summary>
internal static partial class KernelCopy
{
    private const long MostAtOnce = 64 << 20; // so that a cancellation is seen soon
    private const int Interrupted = 4; // EINTR

    /// <summary>
    /// Returns how many bytes were copied: fewer where the kernel cannot, be it for the file systems (EXDEV, EINVAL, EOPNOTSUPP)
    /// or for trouble that a copy by hand will meet too, and can name.
    /// </summary>
    public static long Copy(SafeFileHandle from, long fromOffset, SafeFileHandle to, long toOffset, long length, CancellationToken cancellationToken)
    {
        long done = 0;
        while (done < length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (source, target) = (fromOffset + done, toOffset + done);
            var copied = CopyFileRange(from, ref source, to, ref target, (nuint)Math.Min(length - done, MostAtOnce), 0);
            if (copied > 0)
            {
                done += copied;
            }
            else if (copied == 0 || Marshal.GetLastPInvokeError() != Interrupted)
            {
                break;
            }
        }

        return done;
    }

    [LibraryImport("libc", EntryPoint = "copy_file_range", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint CopyFileRange(SafeFileHandle from, ref long fromOffset, SafeFileHandle to, ref long toOffset, nuint length, uint flags);
}
