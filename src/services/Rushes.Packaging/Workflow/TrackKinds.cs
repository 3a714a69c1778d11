namespace Rushes.Packaging.Workflow;

/// <summary>Kinds of track, as paths and reports spell them.</summary>
internal static class TrackKinds
{
    public const string Video = "video";
    public const string Audio = "audio";

    /// <summary>The key frames of a picture as a track of their own.</summary>
    public const string TrickPlay = "trick";

    /// <summary>A progressive file with all its tracks.</summary>
    public const string Mp4 = "mp4";

    /// <summary>A QuickTime file with all its tracks.</summary>
    public const string Mov = "mov";
}
