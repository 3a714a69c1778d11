namespace Rushes.Media.Bitstreams;

/// <summary>chroma_format_idc of Rec. ITU-T H.264 and H.265 (Table 6-1 of both).</summary>
internal enum ChromaFormat
{
    Monochrome = 0,
    Yuv420 = 1,
    Yuv422 = 2,
    Yuv444 = 3,
}
