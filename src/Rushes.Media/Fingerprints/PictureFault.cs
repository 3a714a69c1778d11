namespace Rushes.Media.Fingerprints;

/// <summary>How the pictures of an encode are not those of the mezzanine.</summary>
public enum PictureFaultKind
{
    /// <summary>Frames of the mezzanine that should be shown before this one are not.</summary>
    Lost,

    /// <summary>A picture is shown that was shown already.</summary>
    Doubled,

    /// <summary>The right pictures, in the wrong order.</summary>
    Swapped,

    /// <summary>A whole chunk shows frames that lie elsewhere in the mezzanine.</summary>
    Shifted,

    /// <summary>No frame of the mezzanine near by looks like these.</summary>
    Differs,

    /// <summary>The right frames, but not all of their area, or more than that, or mirrored.</summary>
    Geometry,

    /// <summary>The right frames, but darker, brighter, flatter or steeper than they should be.</summary>
    Levels,

    /// <summary>Frames that lie between those of the mezzanine: of one frame a field, and of the next frame the other.</summary>
    Field,
}

/// <summary>One thing that is wrong with the pictures of an encode.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Chunk">Where it is, from 0; null: in all of them.</param>
/// <param name="From">The first frame, as the timeline counts.</param>
/// <param name="To">Behind the last frame.</param>
public sealed record PictureFault(PictureFaultKind Kind, int? Chunk, int From, int To)
{
    /// <summary>
    /// How many frames later in the mezzanine the pictures lie than they should; where frames are lost or doubled, how many.
    /// </summary>
    public int Offset { get; init; }

    /// <summary>The chunk whose frames these are.</summary>
    public int? OtherChunk { get; init; }

    /// <summary>Mean squared distance to the frames that should be shown.</summary>
    public float Distance { get; init; }

    /// <summary>The same to the frames that are shown, as far as there are any.</summary>
    public float? FoundDistance { get; init; }

    /// <summary>What is wrong with area, levels or fields, in words.</summary>
    public string Description { get; init; } = "";
}
