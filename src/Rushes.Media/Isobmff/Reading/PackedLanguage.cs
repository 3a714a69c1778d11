namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// The sixteen bits of <c>mdhd</c> that name a language: three letters of ISO 639-2/T (§8.4.2), or in older QuickTime files
/// a Macintosh language code (QuickTime File Format, language code values).
/// </summary>
internal static class PackedLanguage
{
    public const string Undetermined = "und";

    // Below this number it is a Macintosh code.
    private const int FirstPacked = 0x400;

    private const int SecondTable = 128;

    // From code 0 on, and from code 128 on, where Macintosh starts again.
    private const string Macintosh =
        "eng fra deu ita nld swe spa dan por nor heb jpn ara fin ell isl mlt tur hrv zho urd hin tha kor lit pol hun est lav sme fao " +
        "fas rus zho nld gle sqi ron ces slk slv yid srp mkd bul ukr bel uzb kaz aze aze hye kat ron kir tgk tuk mon mon pus kur kas " +
        "snd bod nep san mar ben asm guj pan ori mal kan tam tel sin mya khm lao vie ind tgl msa msa amh tir orm som swa kin run nya " +
        "mlg epo";

    private const string MacintoshSecond = "cym eus cat lat que grn aym tat uig dzo jav sun glg afr bre iku gla glv gle ton ell kal aze nno";

    private static readonly string[] First = Macintosh.Split(' ');
    private static readonly string[] Second = MacintoshSecond.Split(' ');

    /// <summary>Three letters.</summary>
    public static string Read(ushort code) => code switch
    {
        < FirstPacked when code < First.Length => First[code],
        >= SecondTable and < FirstPacked when code - SecondTable < Second.Length => Second[code - SecondTable],
        < FirstPacked => Undetermined,
        _ => Letters(code),
    };

    private static string Letters(ushort code)
    {
        ReadOnlySpan<char> letters = [Letter(code >> 10), Letter(code >> 5), Letter(code)];
        return letters.ContainsAnyExceptInRange('a', 'z') ? Undetermined : letters.ToString();
    }

    private static char Letter(int bits) => (char)((bits & 0x1F) + 0x60);
}
