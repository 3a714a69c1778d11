namespace Rushes.Media.Conformance;

/// <summary>Stable codes of what is wrong with a stream; docs/validation.md explains them.</summary>
internal static class FaultCodes
{
    // What was promised.
    public const string Format = "validate.format";
    public const string Profile = "validate.profile";
    public const string Level = "validate.level";
    public const string Tier = "validate.tier";
    public const string BitDepth = "validate.bit_depth";
    public const string Chroma = "validate.chroma";
    public const string Resolution = "validate.resolution";
    public const string PixelAspect = "validate.pixel_aspect";
    public const string FrameRate = "validate.frame_rate";
    public const string FrameCount = "validate.frame_count";
    public const string Duration = "validate.duration";
    public const string FieldOrder = "validate.field_order";
    public const string Colour = "validate.colour";
    public const string Hdr = "validate.hdr";
    public const string Bitrate = "validate.bitrate";
    public const string Underflow = "validate.vbv_underflow";
    public const string KeyFrame = "validate.key_frame";
    public const string OpenGop = "validate.open_gop";

    // What container and stream say of each other.
    public const string Configuration = "validate.configuration";
    public const string ParameterSets = "validate.parameter_sets";
    public const string ColourDisagrees = "validate.colour_disagrees";
    public const string HdrDisagrees = "validate.hdr_disagrees";
    public const string HdrChanges = "validate.hdr_changes";
    public const string SyncSample = "validate.sync_sample";
    public const string FirstFrame = "validate.first_frame";

    // What the standards say.
    public const string LevelLimit = "validate.level_limit";
    public const string LevelRate = "validate.level_rate";
    public const string SignalledUnderflow = "validate.hrd_underflow";
    public const string Truncated = "validate.sample_truncated";
    public const string Syntax = "validate.syntax";
    public const string NoPicture = "validate.no_picture";
    public const string SeveralPictures = "validate.several_pictures";
    public const string MissingSlices = "validate.missing_slices";
    public const string FrameSize = "validate.frame_size";
    public const string LostReference = "validate.lost_reference";
    public const string LostFrame = "validate.lost_frame";
    public const string DoubledFrame = "validate.doubled_frame";
    public const string FrameOrder = "validate.frame_order";
    public const string Reordering = "validate.reordering";
    public const string BrokenLink = "validate.broken_link";
}
