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

    // general_profile_idc, by the names of x265.
    private static readonly Dictionary<int, string> ProfileNames = new() { [1] = "main", [2] = "main10", [3] = "mainstillpicture" };

    public static IEnumerable<string> Profiles =>
    [
        .. ProfileNames.Values,
        .. from chroma in (ChromaFormat[])[ChromaFormat.Yuv420, ChromaFormat.Yuv422, ChromaFormat.Yuv444]
           from bits in StreamNames.Depths
           select RangeProfileOf(chroma, bits),
    ];

    /// <summary>With 8.5, which binds nothing and is in no table.</summary>
    public static IEnumerable<string> LevelNames => [.. HevcLevels.Main.Names, "8.5"];

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

    private static string ProfileOf(HevcSequenceParameterSet set)
    {
        var profile = set.ProfileTierLevel.Profile;
        return profile == RangeExtensions ? RangeProfileOf(set.Chroma, set.LumaDepth)
            : ProfileNames.GetValueOrDefault(profile) ?? profile.ToString(CultureInfo.InvariantCulture);
    }

    private static string RangeProfileOf(ChromaFormat chroma, int bits)
    {
        var sampling = chroma switch { ChromaFormat.Yuv444 => "444-", ChromaFormat.Yuv422 => "422-", _ => string.Empty };
        return string.Create(CultureInfo.InvariantCulture, $"main{sampling}{bits}");
    }
}
