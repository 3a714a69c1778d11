namespace Rushes.Media.Encryption;

/// <summary>Which bytes of a NAL unit stay clear.</summary>
internal interface ISliceRule
{
    /// <summary>
    /// Bytes from the start of the NAL unit, its header included, up to the first whole byte of slice data, as coded (emulation
    /// prevention bytes count); all of a unit that is not a coded slice. Every unit is shown, in order: parameter sets too.
    /// </summary>
    /// <param name="unit">Without its length field; not empty.</param>
    /// <exception cref="MediaFormatException">It is a slice whose header cannot be read.</exception>
    int ClearBytes(ReadOnlySpan<byte> unit);
}
