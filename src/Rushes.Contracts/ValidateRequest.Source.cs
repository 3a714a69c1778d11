namespace Rushes.Contracts;

public sealed partial class ValidateRequest
{
    /// <summary>With what encodes of a source are held against, and no video yet.</summary>
    public static ValidateRequest Against(VideoSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new() { Timeline = source.Timeline, Frames = source.Frames, Fingerprints = source.Fingerprints, Damaged = { source.Damaged } };
    }
}
