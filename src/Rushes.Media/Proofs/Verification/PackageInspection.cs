using Rushes.Media.Encryption;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What all verifiers of a package share.</summary>
/// <param name="Folder">Of the package.</param>
/// <param name="Proof">Of the package.</param>
/// <param name="Keys">That open it; null: none were given.</param>
/// <param name="Advance">Told how many bytes of media were read.</param>
internal sealed record PackageInspection(PackageFolder Folder, PackageProof Proof, PackageEncryption? Keys, Action<int> Advance)
{
    /// <summary>The file that a track lies in together with others; null: its media are its own.</summary>
    public ProvenMovie? MovieOf(ProvenTrack track) => Proof.Movies.FirstOrDefault(movie => movie.Path == track.Path);
}
