using System.IO.Enumeration;
using System.Security.Cryptography;

namespace Rushes.Media.Proofs.Verification;

/// <summary>A package in a folder, as somebody may have left it.</summary>
/// <param name="folder">Of the package.</param>
internal sealed class PackageFolder(string folder)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Paths of all files in it. Links are listed and not followed: they may lead in circles.</summary>
    public IEnumerable<string> Paths() => new FileSystemEnumerable<string>(
        folder,
        (ref FileSystemEntry entry) => Path.GetRelativePath(folder, entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/'),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
        ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
    };

    /// <summary>Opens a file; null when there is none. What has no bytes is not opened: it may be a pipe, and hang.</summary>
    public Stream? Open(string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return !file.Exists ? null
            : file.Length == 0 ? Stream.Null
            : new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.SequentialScan);
    }

    /// <summary>Bytes of a file; null when there is none.</summary>
    public long? LengthOf(string path) => new FileInfo(Path.Combine(folder, path)) is { Exists: true, Length: var length } ? length : null;

    /// <summary>What stands against a file that is proven whole; null when nothing does.</summary>
    public async Task<ProofProblem?> VerifyAsync(ProvenFile proven, CancellationToken cancellationToken)
    {
        await using var file = Open(proven.Path);
        if (file is null)
        {
            return new ProofProblem(ProofProblemCodes.Missing, proven.Path, "is not there");
        }

        if (file.Length != proven.Size)
        {
            return new ProofProblem(ProofProblemCodes.Changed, proven.Path, $"has {file.Length} bytes instead of {proven.Size}");
        }

        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)) == proven.Digest
            ? null
            : new ProofProblem(ProofProblemCodes.Changed, proven.Path, "has other bytes");
    }

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
