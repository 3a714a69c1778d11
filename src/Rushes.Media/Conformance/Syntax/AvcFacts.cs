using System.Globalization;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What a sequence parameter set of AVC says.</summary>
internal static class AvcFacts
{
    // profile_idc, by the names of x264.
    private static readonly Dictionary<int, string> ProfileNames = new()
    {
        [66] = "baseline", [77] = "main", [88] = "extended", [100] = "high", [110] = "high10", [122] = "high422", [244] = "high444", [44] = "cavlc444",
    };

    public static IEnumerable<string> Profiles => ProfileNames.Values;

    public static StreamFacts Of(AvcSequenceParameterSet set)
    {
        var levels = AvcLevels.OfProfile(set.Profile);
        var usability = set.Usability;
        return new StreamFacts
        {
            Standard = "H.264",
            Profile = ProfileOf(set.Profile),
            Level = levels.Find(set.Profile, set.Level, set.Constraints)?.Name ?? string.Create(CultureInfo.InvariantCulture, $"{set.Level / 10}.{set.Level % 10}"),
            Levels = levels,
            Bits = set.Format.LumaDepth,
            Chroma = set.Format.Chroma,
            Width = set.Width,
            Height = set.Height,
            CodedWidth = set.CodedWidth,
            CodedHeight = set.CodedHeight,
            PixelAspect = SignalFacts.AspectOf(usability?.Signal),
            FrameRate = usability is { HasFixedFrameRate: true, UnitsInTick: > 0 and var units, TimeScale: > 0 and var scale } ? new Rational(scale, 2L * units) : null,
            Colour = SignalFacts.ColourOf(usability?.Signal),
            HasColourSyntax = true,
            ChromaLocation = usability?.Signal.ChromaLocation,
            CodedBuffer = SignalledBuffer.Of(usability?.NalHrd?.Buffers, usability?.VclHrd?.Buffers, usability is { IsLowDelay: true }),
            Pictures = usability?.MaxDecodedFrameBuffering ?? set.MaxReferenceFrames,
            Reorder = usability?.MaxReorderFrames,
        };
    }

    private static string ProfileOf(int profile) => ProfileNames.GetValueOrDefault(profile) ?? profile.ToString(CultureInfo.InvariantCulture);
}
