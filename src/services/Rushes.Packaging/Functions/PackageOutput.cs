using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions;

/// <summary>
/// Where the files of a package go: a folder, or the store. A file is there only when it is whole and on disk, so a packager
/// that died leaves nothing that could be taken for its work, and one that starts again simply writes the same file.
/// </summary>
internal abstract class PackageOutput
{
    private const int BufferSize = 1 << 16;

    private readonly List<FileProof> _texts = [];

    /// <param name="destinationUri">Of a folder; empty: the files become objects.</param>
    /// <param name="context">Publishes the objects.</param>
    public static PackageOutput Of(string destinationUri, FunctionContext context) =>
        destinationUri.Length > 0 ? new FolderOutput(new Uri(destinationUri).LocalPath) : new ObjectOutput(context);

    /// <summary>What was written, in the order of its end; none where it went to a folder.</summary>
    public abstract IReadOnlyList<PackagedFile> Files { get; }

    /// <summary>Of every text that was written, its size and digest.</summary>
    public IReadOnlyList<FileProof> Texts => _texts;

    /// <param name="path">In the package, with forward slashes.</param>
    /// <param name="write">Front to back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var unfinished = Begin(path);
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
        {
            await write(file);
            await file.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        await FinishAsync(path, unfinished, cancellationToken);
    }

    /// <summary>The same for what is not too large to be read again.</summary>
    /// <returns>SHA-256 of the file.</returns>
    public async Task<ByteString> WriteDigestedAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var digest = SHA256.Create();
        await WriteAsync(path, async file =>
        {
            await using var digested = new CryptoStream(file, digest, CryptoStreamMode.Write, leaveOpen: true);
            await write(digested);
        }, cancellationToken);
        return ByteString.CopyFrom(digest.Hash);
    }

    public async Task WriteTextAsync(string path, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        await WriteAsync(path, file => file.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);
        _texts.Add(new FileProof { Path = path, Size = bytes.Length, Digest = ByteString.CopyFrom(SHA256.HashData(bytes)) });
    }

    /// <summary>Where the file is written, in a folder that is there.</summary>
    protected abstract string Begin(string path);

    /// <summary>Makes the file, which is whole and on disk, what it is to be.</summary>
    protected abstract Task FinishAsync(string path, string unfinished, CancellationToken cancellationToken);
}
