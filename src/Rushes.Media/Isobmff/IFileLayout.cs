using Rushes.Media.Encryption;
using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>
/// A file before its first byte is written: its size is known, and its bytes follow one another as runs. Who writes it copies
/// the media where store or kernel can, and streams them where not; nothing is patched.
/// </summary>
public interface IFileLayout
{
    /// <summary>Of the whole file, bytes.</summary>
    long Size { get; }

    /// <summary>Where the media lie that runs name by track and chunk.</summary>
    IReadOnlyList<FrameIndex> Tracks { get; }

    /// <summary>Front to back, the same each time; made while they are asked for, so that memory does not grow with the file.</summary>
    IEnumerable<FileRun> Runs();

    /// <summary>For its encrypted runs, in one writing; null where it has none.</summary>
    RunEncryptor? CreateEncryptor() => null;
}
