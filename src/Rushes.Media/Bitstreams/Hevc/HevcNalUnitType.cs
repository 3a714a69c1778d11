namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>nal_unit_type (Rec. ITU-T H.265 Table 7-1), those that matter here. Types below 32 are slices.</summary>
internal enum HevcNalUnitType
{
    TrailN = 0,
    TrailR = 1,
    RadlN = 6,
    RadlR = 7,
    RaslN = 8,
    RaslR = 9,
    BlaWLp = 16,
    BlaWRadl = 17,
    BlaNLp = 18,
    IdrWRadl = 19,
    IdrNLp = 20,
    Cra = 21,
    LastIrap = 23,
    LastSlice = 31,
    VideoParameterSet = 32,
    SequenceParameterSet = 33,
    PictureParameterSet = 34,
    AccessUnitDelimiter = 35,
    EndOfSequence = 36,
    EndOfBitstream = 37,
    FillerData = 38,
    PrefixSei = 39,
    SuffixSei = 40,
}
