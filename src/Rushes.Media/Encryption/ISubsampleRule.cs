namespace Rushes.Media.Encryption;

/// <summary>Which bytes of a codec's samples stay clear, so that a player can parse what it cannot decrypt.</summary>
internal interface ISubsampleRule
{
    /// <summary>Adds the runs of a sample, in order and without a gap. Samples come in decode order: headers refer to earlier ones.</summary>
    /// <exception cref="MediaFormatException">The sample is not of this codec; the offset is that in the sample.</exception>
    void Divide(ReadOnlySpan<byte> sample, SubsampleMap map);
}
