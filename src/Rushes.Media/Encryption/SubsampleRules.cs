using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.SampleEntries;

namespace Rushes.Media.Encryption;

internal static class SubsampleRules
{
    /// <inheritdoc cref="For(IDecoderConfiguration)"/>
    public static ISubsampleRule? For(TrackFormat format) =>
        format.Kind == TrackKind.Audio ? null
        : SampleEntryKind.Find(format.EntryType)?.Parse is { } parse ? For(parse(format.Configuration))
        : throw new ArgumentException($"Tracks of {format.Codecs} cannot be encrypted.", nameof(format));

    /// <summary>A rule for one track: it remembers parameter sets and earlier frames. Null: samples are protected whole, as sound is.</summary>
    /// <exception cref="ArgumentException">No rule is known for the codec.</exception>
    public static ISubsampleRule? For(IDecoderConfiguration configuration) => configuration switch
    {
        AvcDecoderConfiguration avc => new NalUnitSubsampleRule(avc.NalLengthSize, new AvcSliceRule(avc)),
        HevcDecoderConfiguration hevc => new NalUnitSubsampleRule(hevc.NalLengthSize, new HevcSliceRule(hevc)),
        Av1DecoderConfiguration av1 => new Av1SubsampleRule(av1),
        Vp9DecoderConfiguration => new Vp9SubsampleRule(),
        ISoundConfiguration => null,
        _ => throw new ArgumentException($"Tracks of {configuration.Codecs} cannot be encrypted.", nameof(configuration)),
    };
}
