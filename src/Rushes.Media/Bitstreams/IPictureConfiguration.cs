namespace Rushes.Media.Bitstreams;

/// <summary>The configuration of a picture codec that says how its samples are stored.</summary>
internal interface IPictureConfiguration : IDecoderConfiguration
{
    /// <summary>Bits of a luma sample.</summary>
    int BitDepth { get; }

    ChromaFormat Chroma { get; }
}
