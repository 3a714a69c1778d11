using System.Security.Cryptography;
using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Proofs;

namespace Rushes.Cli.Jobs;

/// <summary>The proof that lies in a folder.</summary>
/// <param name="Proof">What it says.</param>
/// <param name="Digest">Of the file: SHA-256, lower-case hex. It stands for the whole package.</param>
internal sealed record FoundProof(PackageProof Proof, string Digest)
{
    private const long Largest = 64 << 20;

    /// <param name="folder">Absolute.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(FoundProof? Found, Failure? Failure)> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(folder, PackageProof.FileName));
        if (!file.Exists)
        {
            return (null, Directory.Exists(folder)
                ? Refusal("proof.missing", $"{folder} has no {PackageProof.FileName}.", "Name the folder that 'rushes encode' made.", folder)
                : Refusal("input.not_found", $"There is no folder {folder}.", "Check the path.", folder));
        }

        if (file.Length is 0 or > Largest)
        {
            return (null, Malformed($"{file.Length} bytes are none", file.FullName));
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        try
        {
            return (new FoundProof(ProofFile.Read(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes))), null);
        }
        catch (MediaFormatException malformed)
        {
            return (null, Malformed(malformed.What, file.FullName));
        }
    }

    private static Failure Malformed(string what, string path) =>
        Refusal("proof.malformed", $"This is no proof: {what}", "Fetch the package again, or verify with the version of Rushes that made it.", path);

    private static Failure Refusal(string code, string message, string remedy, string path) =>
        new() { Code = code, Category = FailureCategory.Input, Message = message, Remedy = remedy, Place = new Place { Path = path } };
}
