namespace Rushes.Media.Bitstreams.Avc;

/// <summary>nal_unit_type (Rec. ITU-T H.264 Table 7-1), those that matter here.</summary>
internal enum AvcNalUnitType
{
    Slice = 1,
    SlicePartitionA = 2,
    SlicePartitionB = 3,
    SlicePartitionC = 4,
    IdrSlice = 5,
    Sei = 6,
    SequenceParameterSet = 7,
    PictureParameterSet = 8,
    AccessUnitDelimiter = 9,
    EndOfSequence = 10,
    EndOfStream = 11,
    FillerData = 12,
    SequenceParameterSetExtension = 13,
    Prefix = 14,
    SubsetSequenceParameterSet = 15,
    AuxiliarySlice = 19,
    SliceExtension = 20,
    DepthSliceExtension = 21,
}
