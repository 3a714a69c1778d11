using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Functions.Digest;

/// <summary>SHA-256 of the source: what a job encoded, whatever happens to the file later.</summary>
internal static class DigestFunction
{
    private const int BufferSize = 1 << 20;

    public static readonly FunctionReference<Digested, Digested> Reference = new("inspection.digest", Digested.Parser, Digested.Parser);

    public static async Task<StepOutcome<Digested>> RunAsync(Digested source, FunctionContext context, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(
            await context.OpenAsync(source.Media, cancellationToken), FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        for (var done = 0L; await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read; done += read)
        {
            hash.AppendData(buffer.AsSpan(0, read));
            context.Report(done + read, stream.Length);
        }

        var digested = source.Clone();
        digested.Media.Digest = ByteString.CopyFrom(hash.GetHashAndReset());
        return digested;
    }
}
