using System.Collections.Frozen;

namespace Rushes.Media.Isobmff;

/// <summary>Languages as BCP 47 tags, and the three letters of ISO 639-2/T that <c>mdhd</c> has room for.</summary>
internal static class LanguageTag
{
    // ISO 639-1 and ISO 639-2/T, two and three letters each.
    private const string Table =
        "aaaar ababk aeave afafr akaka amamh anarg arara asasm avava ayaym azaze babak bebel bgbul bibis bmbam bnben bobod " +
        "brbre bsbos cacat ceche chcha cocos crcre csces cuchu cvchv cycym dadan dedeu dvdiv dzdzo eeewe elell eneng eoepo esspa " +
        "etest eueus fafas ffful fifin fjfij fofao frfra fyfry gagle gdgla glglg gngrn guguj gvglv hahau heheb hihin hohmo hrhrv " +
        "hthat huhun hyhye hzher iaina idind ieile igibo iiiii ikipk ioido isisl itita iuiku jajpn jvjav kakat kgkon kikik kjkua " +
        "kkkaz klkal kmkhm knkan kokor krkau kskas kukur kvkom kwcor kykir lalat lbltz lglug lilim lnlin lolao ltlit lulub lvlav " +
        "mgmlg mhmah mimri mkmkd mlmal mnmon mrmar msmsa mtmlt mymya nanau nbnob ndnde nenep ngndo nlnld nnnno nonor nrnbl nvnav " +
        "nynya ococi ojoji omorm orori ososs papan pipli plpol pspus ptpor quque rmroh rnrun roron rurus rwkin sasan scsrd sdsnd " +
        "sesme sgsag sisin skslk slslv smsmo snsna sosom sqsqi srsrp ssssw stsot susun svswe swswa tatam tetel tgtgk ththa titir " +
        "tktuk tltgl tntsn toton trtur tstso tttat twtwi tytah uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid " +
        "yoyor zazha zhzho zuzul";

    private static readonly FrozenDictionary<string, string> ThreeLetters = Table.Split(' ')
        .ToFrozenDictionary(entry => entry[..2], entry => entry[2..], StringComparer.Ordinal);

    /// <summary>Three lower-case letters, or null when there are none for the tag.</summary>
    public static string? ToIso639(string tag)
    {
        var primary = tag.Split('-')[0].ToLowerInvariant();
        return primary.Length == 3 && primary.All(char.IsAsciiLetterLower) ? primary : ThreeLetters.GetValueOrDefault(primary);
    }
}
