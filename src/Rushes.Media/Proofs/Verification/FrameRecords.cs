using System.Security.Cryptography;
using Rushes.Media.Indexing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What a package keeps of the frames of a track, beside the media.</summary>
/// <param name="Index">Null: it is not there, or cannot be read.</param>
/// <param name="IndexIsProven">The proof vouches for it.</param>
/// <param name="Clear">Digests of the clear frames.</param>
/// <param name="Written">Digests of the frames as they lie in the media.</param>
internal sealed record FrameRecords(FrameIndex? Index, bool IndexIsProven, Sidecar Clear, Sidecar Written)
{
    /// <summary>Null unless the proof vouches for it.</summary>
    public FrameIndex? ProvenIndex => IndexIsProven ? Index : null;

    /// <param name="folder">Of the package.</param>
    /// <param name="track">As the proof has it.</param>
    /// <param name="report">Told what is wrong with the index, and which files are not there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<FrameRecords> ReadAsync(PackageFolder folder, ProvenTrack track, Action<ProofProblem> report, CancellationToken cancellationToken)
    {
        var (index, isProven) = await ReadIndexAsync(folder, track, report, cancellationToken).ConfigureAwait(false);
        var clear = await Sidecar.ReadAsync(folder, track.Sidecar, track.Frames, track.FramesDigest, cancellationToken).ConfigureAwait(false);
        var written = track.Encryption is { } encryption
            ? await Sidecar.ReadAsync(folder, encryption.Sidecar, track.Frames, encryption.FramesDigest, cancellationToken).ConfigureAwait(false)
            : clear;
        foreach (var missing in ((Sidecar[])[clear, written]).Distinct().Where(sidecar => sidecar.IsMissing))
        {
            report(new ProofProblem(ProofProblemCodes.Missing, missing.Path, "is not there"));
        }

        return new FrameRecords(index, isProven, clear, written);
    }

    private static async Task<(FrameIndex? Index, bool IsProven)> ReadIndexAsync(
        PackageFolder folder, ProvenTrack track, Action<ProofProblem> report, CancellationToken cancellationToken)
    {
        await using var file = folder.Open(track.Index);
        if (file is null)
        {
            report(new ProofProblem(ProofProblemCodes.Missing, track.Index, "is not there"));
            return (null, false);
        }

        var isProven = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false)) == track.IndexDigest;
        if (!isProven)
        {
            report(new ProofProblem(ProofProblemCodes.Changed, track.Index, "has other bytes"));
        }

        try
        {
            file.Position = 0;
            return (FrameIndex.ReadFrom(file), isProven);
        }
        catch (MediaFormatException malformed)
        {
            report(new ProofProblem(ProofProblemCodes.Malformed, track.Index, malformed.What) { Offset = malformed.Offset });
            return (null, isProven);
        }
    }
}
