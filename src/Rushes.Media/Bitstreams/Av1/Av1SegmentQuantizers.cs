using System.Runtime.CompilerServices;

namespace Rushes.Media.Bitstreams.Av1;

/// <summary>What each segment adds to the quantizer (SEG_LVL_ALT_Q): all of segmentation that later headers hang on.</summary>
[InlineArray(8)]
internal struct Av1SegmentQuantizers
{
    private short _first;
}
