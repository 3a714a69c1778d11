using System.Security.Cryptography;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Proofs;

/// <summary>The digest of all that is not media in a file, made from its layout: nothing is read.</summary>
public static class BoxesDigest
{
    /// <returns>SHA-256 of the boxes' bytes in the order of the file.</returns>
    public static byte[] Of(IFileLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var run in layout.Runs())
        {
            hash.AppendData(run.Boxes.Span);
        }

        return hash.GetHashAndReset();
    }
}
