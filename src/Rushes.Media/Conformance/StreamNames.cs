using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Conformance.Syntax;
using Rushes.Media.Isobmff.SampleEntries;

namespace Rushes.Media.Conformance;

/// <summary>The names by which streams are judged. No stream keeps a promise that has another.</summary>
public static class StreamNames
{
    // Before the names of profiles, which are made of them.
    private static readonly int[] AllDepths = [8, 10, 12, 16];

    private static readonly Dictionary<string, (string[] Profiles, string[] Levels)> ByCodec = new(StringComparer.Ordinal)
    {
        ["avc"] = ([.. AvcFacts.Profiles], [.. AvcLevels.OfProfile(0).Names]),
        ["hevc"] = ([.. HevcFacts.Profiles], [.. HevcFacts.LevelNames]),
        ["av1"] = ([.. Av1Syntax.ProfileNames], [.. Av1Levels.OfProfile(0).Names, Av1Levels.NameOf(Av1Levels.MaximumParameters)]),
        ["vp9"] = ([.. Vp9Syntax.Profiles], [.. Vp9Levels.All.Names]),
        ["prores"] = ([.. Members("prores-")], []),
        ["dnxhr"] = ([.. Vc3Syntax.Profiles], []),
        ["mpeg2"] = ([.. Mpeg2Facts.Profiles], [.. Mpeg2Levels.Main.Names]),
        ["h263"] = ([H263Syntax.Baseline], []),
        ["vc1"] = ([], []),
    };

    /// <summary>Bits of a sample that codecs are made for.</summary>
    public static IReadOnlyList<int> Depths => AllDepths;

    /// <param name="codec">As <see cref="StreamPromise.Codec"/>; empty: all of them.</param>
    public static IReadOnlyList<string> Profiles(string codec) => [.. Of(codec).SelectMany(names => names.Profiles).Distinct()];

    /// <inheritdoc cref="Profiles"/>
    public static IReadOnlyList<string> Levels(string codec) => [.. Of(codec).SelectMany(names => names.Levels).Distinct()];

    /// <summary>"4" is "4.0".</summary>
    public static string FullLevel(string level)
    {
        ArgumentNullException.ThrowIfNull(level);
        return level.Length == 1 && char.IsAsciiDigit(level[0]) ? $"{level}.0" : level;
    }

    private static (string[] Profiles, string[] Levels)[] Of(string codec) => codec.Length == 0 ? [.. ByCodec.Values] : [ByCodec[codec]];

    // Of a family whose sample entries tell them apart.
    private static IEnumerable<string> Members(string family) =>
        SampleEntryKind.Codecs.Where(codec => codec.StartsWith(family, StringComparison.Ordinal)).Select(codec => codec[family.Length..]);
}
