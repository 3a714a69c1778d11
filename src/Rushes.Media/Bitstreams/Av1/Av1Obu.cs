namespace Rushes.Media.Bitstreams.Av1;

/// <summary>An open bitstream unit (AV1 specification §5.3).</summary>
/// <param name="type">obu_type.</param>
/// <param name="temporalLayer">temporal_id.</param>
/// <param name="spatialLayer">spatial_id.</param>
/// <param name="hasExtension">The layers are said.</param>
/// <param name="offset">Of its header, in what was read.</param>
/// <param name="headerSize">Bytes of header and size.</param>
/// <param name="payload">What follows them.</param>
internal readonly ref struct Av1Obu(
    Av1ObuType type, int temporalLayer, int spatialLayer, bool hasExtension, int offset, int headerSize, ReadOnlySpan<byte> payload)
{
    public Av1ObuType Type { get; } = type;

    public int TemporalLayer { get; } = temporalLayer;

    public int SpatialLayer { get; } = spatialLayer;

    public bool HasExtension { get; } = hasExtension;

    public int Offset { get; } = offset;

    public int HeaderSize { get; } = headerSize;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Bytes, with its header.</summary>
    public int Size => HeaderSize + Payload.Length;
}
