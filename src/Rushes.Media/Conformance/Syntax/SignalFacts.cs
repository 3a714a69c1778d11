using Rushes.Media.Bitstreams;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What video usability information says, where it says something.</summary>
internal static class SignalFacts
{
    public static Rational? AspectOf(VideoSignal? signal) =>
        signal is { AspectWidth: > 0 and var width, AspectHeight: > 0 and var height } ? new Rational(width, height) : null;

    // A range alone is a colour, too: video_format is unspecified where no video_signal_type is there.
    public static Colour? ColourOf(VideoSignal? signal) =>
        signal is { HasColour: true, Colour: var colour } ? colour : signal is { Colour.FullRange: true, Colour: var range } ? range : null;
}
