using System.Collections.Frozen;
using System.Globalization;

namespace Rushes.Media.Isobmff;

/// <summary>FFmpeg's names of the code points of ISO/IEC 23091-2.</summary>
internal static class ColourNames
{
    public static readonly FrozenDictionary<string, ushort> Primaries = Parse(
        "bt709=1 bt470m=4 bt470bg=5 smpte170m=6 smpte240m=7 film=8 bt2020=9 smpte428=10 smpte431=11 " +
        "smpte432=12 ebu3213=22");

    public static readonly FrozenDictionary<string, ushort> Transfers = Parse(
        "bt709=1 bt470m=4 gamma22=4 bt470bg=5 gamma28=5 smpte170m=6 smpte240m=7 linear=8 log100=9 log316=10 " +
        "iec61966-2-4=11 bt1361e=12 iec61966-2-1=13 bt2020-10=14 bt2020-12=15 smpte2084=16 smpte428=17 " +
        "arib-std-b67=18");

    public static readonly FrozenDictionary<string, ushort> Matrices = Parse(
        "gbr=0 bt709=1 fcc=4 bt470bg=5 smpte170m=6 smpte240m=7 ycgco=8 bt2020nc=9 bt2020c=10 smpte2085=11 " +
        "chroma-derived-nc=12 chroma-derived-c=13 ictcp=14");

    private static FrozenDictionary<string, ushort> Parse(string table) => table.Split(' ')
        .Select(entry => entry.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => ushort.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
