namespace Rushes.Media.Isobmff.Reading;

/// <summary>One sample of a track: a picture, an access unit of sound, a text.</summary>
/// <param name="Offset">Of its first byte, in the file.</param>
/// <param name="Size">Bytes; 0 where a file says so.</param>
/// <param name="DecodeTime">Ticks of the track.</param>
/// <param name="CompositionOffset">Ticks from decoding to showing; negative where a file says so.</param>
/// <param name="Duration">Ticks, in decode order.</param>
/// <param name="IsKey">A decoder can start here.</param>
/// <param name="Entry">Which of the track's sample entries it needs, counted from 0.</param>
/// <param name="IsPresent">Its bytes lie in this file: the file was not cut before them, and they are not in another file.</param>
public readonly record struct Sample(
    long Offset, uint Size, long DecodeTime, int CompositionOffset, uint Duration, bool IsKey, int Entry, bool IsPresent)
{
    /// <summary>Ticks of the track, before any edit list.</summary>
    public long CompositionTime => DecodeTime + CompositionOffset;
}
