using System.Security.Cryptography;

namespace Rushes.Tools.Locating;

/// <summary>What the file of a tool says of it, without running it.</summary>
/// <param name="Digest">SHA-256 of all of it, lower-case hex.</param>
/// <param name="UsesLibraries">It names a shared libavcodec, or is no executable that could: a script.</param>
internal sealed record ExecutableFile(string Digest, bool UsesLibraries)
{
    internal const int Window = 1 << 20;

    private static readonly byte[] Elf = [0x7F, .. "ELF"u8];
    private static readonly byte[] Library = [.. "libavcodec.so"u8];

    /// <summary>Reads it once, in windows of bounded size; null: it cannot be read.</summary>
    public static async Task<ExecutableFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            return await ReadAsync(file, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task<ExecutableFile> ReadAsync(FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        // The end of one window stands before the next: the name may lie across both.
        var buffer = new byte[Library.Length - 1 + Window];
        var (kept, isElf, names) = (0, false, false);
        for (var first = true; ; first = false)
        {
            var read = await file.ReadAtLeastAsync(buffer.AsMemory(kept, Window), Window, throwOnEndOfStream: false, cancellationToken);
            if (read == 0)
            {
                return new ExecutableFile(Convert.ToHexStringLower(hash.GetHashAndReset()), names || !isElf);
            }

            hash.AppendData(buffer, kept, read);
            var window = buffer.AsSpan(0, kept + read);
            isElf = first ? window.StartsWith(Elf) : isElf;
            names = names || window.IndexOf(Library) >= 0;
            kept = Math.Min(Library.Length - 1, window.Length);
            window[^kept..].CopyTo(buffer);
        }
    }
}
