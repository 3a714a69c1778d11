namespace Rushes.Media.Manifests;

/// <summary>What a track of text is for.</summary>
public enum TextPurpose
{
    /// <summary>What is said, for those who hear but do not understand.</summary>
    Subtitles,

    /// <summary>All that is heard, for the deaf and hard of hearing (SDH).</summary>
    Captions,

    /// <summary>What is said in another language than the sound's, shown also to who chose no text.</summary>
    Forced,
}
