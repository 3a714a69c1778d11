namespace Rushes.Contracts;

public sealed partial class Steps
{
    /// <summary>Null where nothing is done.</summary>
    public static Steps? NullIfNone(Steps? steps) => steps is null || steps.Equals(new Steps()) ? null : steps;

    /// <summary>What the timeline must have a picture for; null steps: each decoded frame.</summary>
    public static TimelinePictures PicturesOf(Steps? steps) => steps switch
    {
        { InverseTelecine: true } => TimelinePictures.Film,
        { Deinterlacing: Deinterlacing.Fields } => TimelinePictures.Fields,
        _ => TimelinePictures.Unspecified,
    };

    /// <summary>Whether pictures of two fields become whole ones.</summary>
    public static bool MakeWholePictures(Steps? steps) =>
        steps is { InverseTelecine: true } or { Deinterlacing: Deinterlacing.Frames or Deinterlacing.Fields };
}
