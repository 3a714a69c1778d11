using System.Security.Cryptography;
using Rushes.Contracts;

namespace Rushes.Platform.Rpc.Files;

/// <summary>What an upload must say before its first byte is taken.</summary>
internal static class UploadRules
{
    public static Failure NoDigest => At("digest", "upload.digest", $"A SHA-256 has {SHA256.HashSizeInBytes} bytes.", "Send the digest of the whole file.");

    public static IReadOnlyList<Failure> Find(UploadFileRequest announced, long maxBytes)
    {
        List<Failure> failures = [];
        if (announced.Digest.Length != SHA256.HashSizeInBytes)
        {
            failures.Add(NoDigest);
        }

        if (announced.Size <= 0)
        {
            failures.Add(At("size", "upload.size", "The first request says how many bytes the file has; an empty one is of no use.", "Send the size of the whole file."));
        }
        else if (announced.Size > maxBytes)
        {
            failures.Add(At("size", "upload.too_large", $"A file of {announced.Size} bytes is larger than the {maxBytes} that this server takes.", "Put it where the server can read it, and name it by its URI."));
        }

        return failures;
    }

    private static Failure At(string field, string code, string message, string remedy) => Failure.Refusal(code, message, remedy, new Place { Field = field });
}
