using Rushes.Media.Conformance;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Encodes of three seconds in groups of one, each made once.</summary>
public sealed class GoodEncodes : IDisposable
{
    private const string Source = "testsrc2=size=352x288:rate=25:duration=3";
    private const string Bt709 = "-color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv";
    private const string Hdr10 = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400:repeat-headers=1";

    private static readonly Dictionary<string, string> Options = new()
    {
        ["avc"] = $"-c:v libx264 -preset fast -g 25 -keyint_min 25 -sc_threshold 0 -maxrate 400k -bufsize 800k {Bt709}",
        ["sliced"] = "-c:v libx264 -preset fast -g 25 -keyint_min 25 -sc_threshold 0 -slices 4",
        ["deep"] = "-c:v libx264 -preset fast -g 25 -keyint_min 25 -sc_threshold 0 -x264-params ref=8",
        ["rich"] = "-vf noise=alls=20:allf=t -c:v libx264 -preset veryfast -g 25 -keyint_min 25 -sc_threshold 0 -qp 26 -level 3.0",
        ["signalled"] = "-c:v libx264 -preset fast -g 25 -keyint_min 25 -sc_threshold 0 -b:v 250k -maxrate 300k -bufsize 300k -x264-params nal-hrd=vbr",
        ["signalled HEVC"] = "-c:v libx265 -preset fast -b:v 250k -maxrate 300k -bufsize 300k -x265-params log-level=none:keyint=25:min-keyint=25:scenecut=0:open-gop=0:hrd=1:repeat-headers=1",
        ["rich HEVC"] = "-vf noise=alls=20:allf=t -c:v libx265 -preset ultrafast -b:v 4M -maxrate 6M -bufsize 6M -x265-params log-level=none:keyint=25:min-keyint=25:scenecut=0:open-gop=0:level-idc=31",
        ["rich AV1"] = "-vf noise=alls=20:allf=t -c:v libsvtav1 -preset 10 -crf 20 -g 25 -svtav1-params level=31:tier=0",
        ["deep HEVC"] = "-c:v libx265 -preset fast -x265-params log-level=none:keyint=25:min-keyint=25:scenecut=0:open-gop=0:ref=8:bframes=8",
        ["open"] = "-c:v libx265 -preset medium -x265-params log-level=none:keyint=25:min-keyint=25:scenecut=0",
        ["hevc"] = $"-c:v libx265 -preset fast -pix_fmt yuv420p10le -x265-params log-level=none:keyint=25:min-keyint=25:scenecut=0:open-gop=0:{Hdr10}",
        ["av1"] = "-c:v libsvtav1 -preset 9 -g 25",
        ["vp9"] = "-c:v libvpx-vp9 -deadline good -cpu-used 5 -g 25 -b:v 300k",
        ["mpeg2"] = "-c:v mpeg2video -b:v 2M -bf 2 -g 25 -flags +cgop+ildct+ilme -top 1 -sc_threshold 1000000000",
        ["h263"] = "-c:v h263 -g 25",
        ["prores"] = "-c:v prores_ks -profile:v 3 -pix_fmt yuv422p10le",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _made = [];

    public void Dispose() => _folder.Dispose();

    internal async Task<Mutant> GetAsync(string name)
    {
        if (!_made.TryGetValue(name, out var path))
        {
            path = _folder[$"{name}.mov"];
            File.Move(await GoodEncodesTests.EncodeAsync(_folder, Source, Options[name]), path);
            _made[name] = path;
        }

        var mutant = await Mutant.OfAsync(path);
        mutant.Promise = name switch
        {
            "avc" => new StreamPromise { MaxRate = 400_000, Buffer = 800_000, KeyFrames = [0, 25, 50], HasClosedGroups = true },
            "hevc" => new StreamPromise { MasteringDisplay = mutant.Format.Picture.MasteringDisplay, KeyFrames = [0, 25, 50], HasClosedGroups = true },
            _ => new StreamPromise(),
        };
        return mutant;
    }
}
