namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>senc</c>, <c>saiz</c> or <c>saio</c> of a track (ISO/IEC 14496-12 §8.7.8, §8.7.9; ISO/IEC 23001-7 §7.2).</summary>
/// <param name="Place">The box.</param>
/// <param name="FirstSample">The sample, counted from 0, with which its fragment starts.</param>
/// <param name="FragmentOffset">Of the <c>moof</c> around it, from which <c>saio</c> counts; null in <c>moov</c>.</param>
public readonly record struct SampleProtectionBox(BoxPlace Place, long FirstSample, long? FragmentOffset);
