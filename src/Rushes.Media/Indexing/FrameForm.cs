namespace Rushes.Media.Indexing;

/// <summary>What becomes of the bytes of a frame when it is read.</summary>
public enum FrameForm
{
    /// <summary>They are given as they lie in the file.</summary>
    AsStored,

    /// <summary>AVC and HEVC with start codes and, before key frames, parameter sets: what decoders take without a container
    /// (Annex B of Rec. ITU-T H.264 and H.265).</summary>
    ByteStream,
}
