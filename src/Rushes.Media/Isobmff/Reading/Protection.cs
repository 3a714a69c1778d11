namespace Rushes.Media.Isobmff.Reading;

/// <summary>How the samples of an entry are encrypted: its <c>sinf</c> (§8.12).</summary>
/// <param name="OriginalFormat">What the entry's type was: <c>avc1</c>.</param>
/// <param name="Scheme"><c>cenc</c>, <c>cbcs</c>, …; null without <c>schm</c>.</param>
/// <param name="SchemeVersion">Major in the upper, minor in the lower 16 bits.</param>
/// <param name="TrackEncryption">The whole <c>tenc</c> box (ISO/IEC 23001-7 §8.2); empty without one.</param>
public sealed record Protection(BoxType OriginalFormat, BoxType? Scheme, uint SchemeVersion, ReadOnlyMemory<byte> TrackEncryption);
