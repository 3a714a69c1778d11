using Rushes.Media.Encryption;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What all verifiers of a package share.</summary>
/// <param name="Folder">Of the package.</param>
/// <param name="Proof">Of the package.</param>
/// <param name="Contents">Of the proof.</param>
/// <param name="Keys">That open it; null: none were given.</param>
/// <param name="Advance">Told how many bytes of media were read.</param>
internal sealed record PackageInspection(PackageFolder Folder, PackageProof Proof, ProofContents Contents, PackageEncryption? Keys, Action<int> Advance);
