namespace Rushes.Packaging.Workflow;

/// <summary>Kinds of track, as paths and reports spell them.</summary>
internal static class TrackKinds
{
    public const string Video = "video";
    public const string Audio = "audio";
}
