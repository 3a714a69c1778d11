namespace Rushes.Media.Encryption;

/// <summary>Finds the bytes of a sample that are protected, where a codec names them one by one.</summary>
internal interface IProtectedRanges
{
    /// <summary>In order, without overlap, within the sample; valid until the next call. Samples come in decode order.</summary>
    ReadOnlySpan<SampleRange> Find(ReadOnlySpan<byte> sample);
}
