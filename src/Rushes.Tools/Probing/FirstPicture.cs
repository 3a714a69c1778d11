using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>What stands beside the first picture that a decoder gives.</summary>
/// <param name="Light">Completed by what the container says; null: nothing is said.</param>
/// <param name="HasHdr10Plus">SMPTE ST 2094-40 is there.</param>
/// <param name="DolbyVision">By its metadata alone; null: none, or of a kind that they do not tell.</param>
/// <param name="HasCaptions">Closed captions, ATSC A/53 Part 4.</param>
/// <param name="Timecode">Of an MPEG-2 GOP or of SMPTE ST 12-1; empty: none, or zeros, which encoders write where they know of none.</param>
internal sealed record FirstPicture(HdrMetadata? Light, bool HasHdr10Plus, DolbyVision? DolbyVision, bool HasCaptions, string Timecode);
