using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Storage;
using Rushes.Storage.Caching;
using Rushes.Storage.Local;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Functions;

/// <summary>What one attempt of a function is given.</summary>
/// <param name="key">Of the objects it makes.</param>
/// <param name="shared">Pieces of all jobs; null: none are shared.</param>
/// <param name="saved">Told when a piece is finished: what was done by then survives the attempt.</param>
/// <param name="largestOutput">Bytes of the largest file that it may publish.</param>
/// <param name="cache">What is no local file is fetched into it, and stays there at least as long as the attempt.</param>
internal sealed class AttemptContext(
    string workFolder, AttemptKey key, long largestOutput, IObjectStore store, ObjectCache cache, ReadObjects objects, SharedPieces? shared, IToolRunner tools,
    ProgressBoard.Entry progress, Action saved, ILogger logger) : FunctionContext, IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly FinishedPieces _pieces = new(store, key);
    private readonly ConcurrentBag<CachedObject> _inputs = [];

    public override string WorkFolder => workFolder;

    public override IToolRunner Tools => tools;

    public override ILogger Logger => logger;

    public override FunctionOutput Objects { get; } = new StoreOutput(store, key.Prefix, store, largestOutput);

    public override void Report(long done, long total) => progress.Report(done, total);

    public override async Task<string> OpenAsync(ObjectRef reference, CancellationToken cancellationToken)
    {
        var path = store.TryGetLocalPath(reference.Uri) ?? await FetchAsync(reference, cancellationToken);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new FileNotFoundException($"There is no object {reference.Uri}.", path);
        }

        CheckSize(reference, file.Length);
        return path;
    }

    public override async Task<Stream> OpenStreamAsync(ObjectRef reference, CancellationToken cancellationToken)
    {
        var stream = await store.OpenReadAsync(reference.Uri, cancellationToken);
        try
        {
            CheckSize(reference, stream.Length);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public override FunctionOutput OpenFolder(string uri) => new FolderOutput(new LocalObjectStore(new Uri(uri).LocalPath, []), store, largestOutput);

    public override async Task<T> ReadAsync<T>(ObjectRef reference, Func<Stream, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (objects.Find<T>(reference.Uri) is { } known)
        {
            return known;
        }

        await using var stream = File.OpenRead(await OpenAsync(reference, cancellationToken));
        var value = read(stream);
        objects.Keep(reference.Uri, value);
        return value;
    }

    public override Task<ObjectRef> PublishAsync(string fileName, CancellationToken cancellationToken) =>
        PublishAsync(fileName, fileName, cancellationToken);

    public override async Task<ObjectRef?> FindPieceAsync(string name, string? identity, CancellationToken cancellationToken)
    {
        if (await _pieces.FindAsync(CheckPiece(name), cancellationToken) is { } own)
        {
            return own;
        }

        if (shared is null || identity is null || await shared.TakeAsync(identity, store, key.Prefix + name, cancellationToken) is not { } piece)
        {
            return null;
        }

        await RecordAsync(name, piece, cancellationToken);
        return piece;
    }

    public override Task SharePieceAsync(string identity, ObjectRef piece, CancellationToken cancellationToken) =>
        shared is null ? Task.CompletedTask : shared.KeepAsync(identity, piece, cancellationToken);

    public override Task ForgetPieceAsync(string identity, CancellationToken cancellationToken) =>
        shared is null ? Task.CompletedTask : shared.ForgetAsync(identity, cancellationToken);

    public override async Task<ObjectRef> PublishPieceAsync(string name, string fileName, CancellationToken cancellationToken)
    {
        var piece = await PublishAsync(CheckPiece(name), fileName, cancellationToken);
        await RecordAsync(name, piece, cancellationToken);
        return piece;
    }

    private async Task RecordAsync(string name, ObjectRef piece, CancellationToken cancellationToken)
    {
        await _pieces.RecordAsync(name, piece, cancellationToken);
        saved();
    }

    private async Task<ObjectRef> PublishAsync(string name, string fileName, CancellationToken cancellationToken)
    {
        if (!IsPlain(fileName))
        {
            throw new ArgumentException($"'{fileName}' is not the name of a file in the work folder.", nameof(fileName));
        }

        var path = Path.Combine(workFolder, fileName);
        if (new FileInfo(path) is { Exists: true, Length: var length } && length > largestOutput)
        {
            throw new OutputTooLargeException(fileName, length, largestOutput);
        }

        var (size, digest) = await SealAsync(path, cancellationToken);
        var uri = await store.AdoptAsync(key.Prefix + name, path, cancellationToken);
        return new ObjectRef { Uri = uri, Size = size, Digest = ByteString.CopyFrom(digest) };
    }

    public void Dispose()
    {
        while (_inputs.TryTake(out var input))
        {
            input.Dispose();
        }
    }

    /// <summary>A size of 0 is one that nobody knows yet: the source itself, before it is probed.</summary>
    private void CheckSize(ObjectRef reference, long size)
    {
        if (reference.Size != 0 && reference.Size != size)
        {
            throw new ObjectChangedException(reference.Uri, store.Owns(reference.Uri), reference.Size, size);
        }
    }

    private static string CheckPiece(string name) =>
        IsPlain(name) ? name : throw new ArgumentException($"'{name}' is not the name of a piece.", nameof(name));

    private static bool IsPlain(string name) => name is not ("" or "." or "..") && Path.GetFileName(name) == name;

    /// <summary>Hashes the file and has the kernel write it to the disk: the row that names it may outlive a power cut.</summary>
    private static async Task<(long Size, byte[] Digest)> SealAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = BufferBytes,
        });
        var digest = await SHA256.HashDataAsync(file, cancellationToken);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return (file.Length, digest);
    }

    private async Task<string> FetchAsync(ObjectRef reference, CancellationToken cancellationToken)
    {
        var input = await cache.OpenAsync(reference.Uri, reference.Digest.Memory, cancellationToken);
        _inputs.Add(input);
        return input.Path;
    }
}
