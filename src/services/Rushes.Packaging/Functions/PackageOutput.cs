using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Platform.Functions;
using Rushes.Storage.Composing;

namespace Rushes.Packaging.Functions;

/// <summary>
/// Where the files of a package go: a folder, or the store, as immutable objects of which the response says which file each
/// is. A file is there only when it is whole and on disk, so a packager that died leaves nothing that could be taken for its
/// work, and one that starts again simply writes the same file.
/// </summary>
internal sealed class PackageOutput
{
    private readonly FunctionContext _context;
    private readonly FunctionOutput _output;
    private readonly bool _isFolder;
    private readonly List<PackagedFile> _files = [];

    private readonly List<FileProof> _proofs = [];
    private long _laid;

    /// <param name="destinationUri">Of a folder; empty: the files become objects.</param>
    /// <param name="context">Of the function.</param>
    public PackageOutput(string destinationUri, FunctionContext context)
    {
        _context = context;
        _isFolder = destinationUri.Length > 0;
        _output = _isFolder ? context.OpenFolder(destinationUri) : context.Objects;
    }

    /// <summary>Bytes of media that are to be written, for those who watch.</summary>
    public long Expected { get; init; }

    /// <summary>What was written, in the order of its end; none where it went to a folder.</summary>
    public IReadOnlyList<PackagedFile> Files => _files;

    /// <summary>Of every file that proves itself.</summary>
    public IReadOnlyList<FileProof> Proofs => _proofs;

    public Task WriteTextAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteProvenAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);

    public async Task WriteProvenAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _proofs.Add(new FileProof { Path = path, Size = bytes.Length, Digest = await PutAsync(path, bytes, cancellationToken) });

    /// <summary>What is small enough to be held in memory.</summary>
    /// <returns>Its SHA-256.</returns>
    public async Task<ByteString> PutAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        await PutAsync(path, content, cancellationToken);
        return ByteString.CopyFrom(SHA256.HashData(bytes.Span));
    }

    /// <param name="path">In the package, with forward slashes.</param>
    /// <param name="content">From where it stands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PutAsync(string path, Stream content, CancellationToken cancellationToken) =>
        Add(path, await _output.PutAsync(NameOf(path), content, cancellationToken));

    /// <param name="path">In the package, with forward slashes.</param>
    /// <param name="layout">What the store copies passes by.</param>
    /// <param name="encryptor">Of what is encrypted on its way; null: nothing is.</param>
    /// <param name="samples">Of the track, read where they are encrypted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(
        string path, IFileLayout layout, RunEncryptor? encryptor, ISampleSource? samples, CancellationToken cancellationToken) =>
        Add(path, await _output.ComposeAsync(NameOf(path), LayoutPieces.OfAsync(layout, encryptor, samples, cancellationToken).Select(Report), layout.Size, cancellationToken));

    /// <summary>All files are written: what packagers that died have left goes.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => _output.RemoveUnfinishedAsync(cancellationToken);

    /// <summary>Objects of an attempt lie side by side.</summary>
    private string NameOf(string path) => _isFolder ? path : path.Replace('/', '-');

    private ObjectPiece Report(ObjectPiece piece)
    {
        _laid += piece.Length;
        _context.Report(Math.Min(_laid, Expected), Expected);
        return piece;
    }

    private void Add(string path, ObjectRef made)
    {
        if (!_isFolder)
        {
            _files.Add(new PackagedFile { Path = path, Object = made });
        }
    }
}
