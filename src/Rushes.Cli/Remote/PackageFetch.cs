using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Cli.Remote;

/// <summary>Fetches the files of a package into a folder. What is there of an earlier try is not fetched again.</summary>
internal sealed class PackageFetch(ServerConnection server, string folder)
{
    private const int FilesAtOnce = 4;
    private const int BufferBytes = 1 << 20;

    public async Task RunAsync(IReadOnlyList<PackagedFile> files, Transfer transfer, CancellationToken cancellationToken)
    {
        var paths = files.ToDictionary(file => file, file => PathOf(file.Path));
        transfer.Expect(files.Sum(file => file.Object.Size));
        await Parallel.ForEachAsync(
            files, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken },
            async (file, token) => await FetchAsync(file.Object, paths[file], new FileProgress(transfer), token));
        transfer.End();
    }

    private async Task FetchAsync(ObjectRef file, string path, FileProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var destination = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferBytes, useAsync: true);
        await server.CallAsync(async patience =>
        {
            progress.OnAdvance = patience.Renew;
            var resumed = destination.Length > 0;
            try
            {
                await server.Client.Files.DownloadAsync(file, destination, progress, cancellationToken);
            }
            catch (RpcException exception) when (resumed && exception.Code == RpcCode.DataLoss)
            {
                // What was there was something else, or was not on disk when the power went. It is gone now.
                await server.Client.Files.DownloadAsync(file, destination, progress, cancellationToken);
            }

            return path;
        }, cancellationToken);
    }

    /// <summary>A server may be mistaken, or worse: nothing is written outside of the folder.</summary>
    private string PathOf(string path) => path.Split('/').All(segment => segment is not ("" or "." or "..") && !segment.Any(letter => letter is '\\' or '\0'))
        ? Path.Combine(folder, path)
        : throw new RpcException(RpcCode.Internal, $"The server names a file '{path}', which is no path in a folder.");
}
