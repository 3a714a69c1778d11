using System.Xml.Linq;
using Rushes.Media.Encryption;
using Rushes.Media.Manifests;

namespace Rushes.Media.Tests.Manifests.Dash;

public sealed class DashProtectionTests
{
    private static readonly XNamespace Cenc = "urn:mpeg:cenc:2013";

    [Fact]
    public void Create_OfKeysPerResolution_MakesASetOfEachBetweenWhichPlayersSwitch()
    {
        var (low, high) = (Protected("00112233-4455-6677-8899-aabbccddeeff"), Protected("10112233-4455-6677-8899-aabbccddeeff"));
        var mpd = Mpd.Of(new Presentation
        {
            Video =
            [
                MadeTracks.Video("240p") with { Protection = low }, MadeTracks.Video("360p") with { Protection = low },
                MadeTracks.Video("1080p") with { Protection = high },
            ],
            Audio = [MadeTracks.Audio("en") with { Protection = low }],
        });
        Assert.Equal(3, mpd.Sets.Length);
        Assert.Equal(
            ["urn:mpeg:dash:mp4protection:2011=cbcs", "urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e=ClearKey1.0", "urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b=W3C"],
            Mpd.Descriptors(mpd.Sets[0], "ContentProtection"));
        Assert.Equal(
            ["00112233-4455-6677-8899-aabbccddeeff", "10112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff"],
            mpd.Sets.Select(set => Mpd.All(set, "ContentProtection")[0].Attribute(Cenc + "default_KID")!.Value));
        Assert.Equal(["urn:mpeg:dash:adaptation-set-switching:2016=1"], Mpd.Descriptors(mpd.Sets[0], "SupplementalProperty"));
        Assert.Equal(["urn:mpeg:dash:adaptation-set-switching:2016=0"], Mpd.Descriptors(mpd.Sets[1], "SupplementalProperty"));

        var systems = Mpd.All(mpd.Sets[2], "ContentProtection");
        Assert.Equal("https://keys.example/?a=b&c", systems[1].Element(XName.Get("Laurl", "https://dashif.org/CPS"))!.Value);
        Assert.Equal("AQID", systems[2].Element(Cenc + "pssh")!.Value);
    }

    [Fact]
    public void Create_OfClearTracks_NamesNoProtection() =>
        Assert.DoesNotContain("cenc", Mpd.Of(new Presentation { Video = [MadeTracks.Video("v")] }).Root.ToString(), StringComparison.Ordinal);

    private static TrackProtection Protected(string key) => new(
        new Guid(key),
        [
            new DashContentProtection("urn:mpeg:dash:mp4protection:2011", "cbcs", new Guid(key)),
            new DashContentProtection("urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e", "ClearKey1.0", LicenseUri: "https://keys.example/?a=b&c"),
            new DashContentProtection("urn:uuid:1077efec-c0b2-4d02-ace3-3c1e52e2fb4b", "W3C", Pssh: "AQID"),
        ],
        []);
}
