namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>The byte behind a start code prefix (Rec. ITU-T H.262 Table 6-1), and those of extensions (Table 6-2) in their own enum.</summary>
internal enum Mpeg2StartCode
{
    Picture = 0x00,
    FirstSlice = 0x01,
    LastSlice = 0xAF,
    UserData = 0xB2,
    SequenceHeader = 0xB3,
    Extension = 0xB5,
    SequenceEnd = 0xB7,
    Group = 0xB8,
}
