using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;

namespace Rushes.Media.Encryption;

internal static class SubsampleRules
{
    /// <summary>A rule for one track: it remembers parameter sets. Null: samples are protected whole, as sound is.</summary>
    /// <exception cref="ArgumentException">No rule is known for the codec.</exception>
    public static ISubsampleRule? For(IDecoderConfiguration configuration) => configuration switch
    {
        AvcDecoderConfiguration avc => new NalUnitSubsampleRule(avc.NalLengthSize, new AvcSliceRule(avc)),
        HevcDecoderConfiguration hevc => new NalUnitSubsampleRule(hevc.NalLengthSize, new HevcSliceRule(hevc)),
        ISoundConfiguration => null,
        _ => throw new ArgumentException($"Tracks of {configuration.Codecs} cannot be encrypted.", nameof(configuration)),
    };
}
