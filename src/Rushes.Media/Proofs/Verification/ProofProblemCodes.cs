namespace Rushes.Media.Proofs.Verification;

/// <summary>Codes of <see cref="ProofProblem"/>.</summary>
public static class ProofProblemCodes
{
    /// <summary>A file of the proof is not there.</summary>
    public const string Missing = "verify.missing";

    /// <summary>A file is there that the proof does not know.</summary>
    public const string Extra = "verify.extra";

    /// <summary>A file cannot be read.</summary>
    public const string Unreadable = "verify.unreadable";

    /// <summary>A media file has another size.</summary>
    public const string Size = "verify.size";

    /// <summary>A file that is proven whole has other bytes: a playlist, a manifest, an index, a sidecar.</summary>
    public const string Changed = "verify.changed";

    /// <summary>A frame has other bytes, or lies beyond the end of its file.</summary>
    public const string Frame = "verify.frame";

    /// <summary>The key that was given for a track does not open it, or none was. Nothing is said of the package.</summary>
    public const string Key = "verify.key";

    /// <summary>What is not a frame has other bytes.</summary>
    public const string Boxes = "verify.boxes";

    /// <summary>A file cannot be parsed.</summary>
    public const string Malformed = "verify.malformed";

    /// <summary>A media file says of a frame what its index does not.</summary>
    public const string Tables = "verify.tables";

    /// <summary>The proof says of a track what its index does not.</summary>
    public const string Facts = "verify.facts";

    /// <summary>Renditions have different times.</summary>
    public const string Timing = "verify.timing";

    /// <summary>Tracks lie to each other as the proof does not say.</summary>
    public const string Sync = "verify.sync";
}
