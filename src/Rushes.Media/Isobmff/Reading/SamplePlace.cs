using System.Runtime.InteropServices;

namespace Rushes.Media.Isobmff.Reading;

/// <summary>Where samples that lie one after another are: a chunk (§8.7.1) or a track run (§8.8.8).</summary>
/// <param name="Shift">From the bytes of all samples before, were there no gaps, to the place in the file.</param>
/// <param name="Entry">Sample entry, counted from 0.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct SamplePlace(long Shift, int Entry);
