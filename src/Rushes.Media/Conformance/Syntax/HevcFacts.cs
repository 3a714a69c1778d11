using System.Globalization;
using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Bitstreams.Sei;
using Rushes.Media.Timing;

namespace Rushes.Media.Conformance.Syntax;

/// <summary>What a sequence parameter set of HEVC says.</summary>
internal static class HevcFacts
{
    private const int RangeExtensions = 4;

    /// <param name="set">Of the base layer.</param>
    /// <param name="hdr">Of the configuration.</param>
    public static StreamFacts Of(HevcSequenceParameterSet set, HdrMetadata hdr)
    {
        var profile = set.ProfileTierLevel;
        var usability = set.Usability;
        return new StreamFacts
        {
            Standard = "H.265",
            Profile = ProfileOf(set),
            Level = LevelOf(profile.Level),
            Tier = profile.HighTier ? LevelTier.High : LevelTier.Main,
            Levels = HevcLevels.OfFormat(set.Chroma, set.LumaDepth),
            Bits = set.LumaDepth,
            Chroma = set.Chroma,
            Width = set.Width,
            Height = set.Height * (usability is { IsFields: true } ? 2 : 1),
            CodedWidth = set.CodedWidth,
            CodedHeight = set.CodedHeight,
            PixelAspect = SignalFacts.AspectOf(usability?.Signal),
            FrameRate = usability is { IsFields: false, UnitsInTick: > 0 and var units, TimeScale: > 0 and var scale } ? new Rational(scale, units) : null,
            Colour = SignalFacts.ColourOf(usability?.Signal),
            HasColourSyntax = true,
            ChromaLocation = usability?.Signal.ChromaLocation,
            CodedBuffer = SignalledBuffer.Of(usability?.Hrd?.NalBuffers, usability?.Hrd?.VclBuffers, usability?.Hrd is { IsLowDelay: true }),
            Pictures = set.Buffering.MaxPictures,
            Reorder = set.Buffering.MaxReorder,
            MasteringDisplay = hdr.MasteringDisplay,
            ContentLight = hdr.ContentLight,
        };
    }

    // general_level_idc is thirty times the level.
    private static string LevelOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{index / 30}.{index % 30 / 3}");

    // general_profile_idc, by the names of x265.
    private static string ProfileOf(HevcSequenceParameterSet set)
    {
        var bits = set.LumaDepth.ToString(CultureInfo.InvariantCulture);
        return set.ProfileTierLevel.Profile switch
        {
            1 => "main",
            2 => "main10",
            3 => "mainstillpicture",
            RangeExtensions => set.Chroma switch
            {
                ChromaFormat.Yuv444 => $"main444-{bits}",
                ChromaFormat.Yuv422 => $"main422-{bits}",
                _ => $"main{bits}",
            },
            var other => other.ToString(CultureInfo.InvariantCulture),
        };
    }
}
