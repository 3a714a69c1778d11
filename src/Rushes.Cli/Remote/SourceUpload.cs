using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;

namespace Rushes.Cli.Remote;

/// <summary>Brings the input to the server, once: it is known there by its digest.</summary>
internal sealed class SourceUpload(ServerConnection server)
{
    private const int BufferBytes = 1 << 20;

    public async Task<ObjectRef> RunAsync(string path, Transfer transfer, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var digest = ByteString.CopyFrom(await SHA256.HashDataAsync(file, cancellationToken));
        var progress = new FileProgress(transfer);
        var uploaded = await server.CallAsync(async () =>
        {
            // The last try may have been successful, and only its answer lost.
            if (await server.Client.Files.FindAsync(digest, cancellationToken) is { } found)
            {
                return found;
            }

            transfer.Expect(file.Length);
            progress.Report(0);
            file.Position = 0;
            return await server.Client.Files.UploadAsync(file, file.Length, digest, progress, cancellationToken);
        }, cancellationToken);
        transfer.End();
        return uploaded;
    }
}
