using Rushes.Contracts;
using Rushes.Inspection.Sound;
using Rushes.Inspection.Workflow;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Probe;

/// <summary>What the labels of a film are wrong about, contradict each other in, or leave open. All are of the whole film.</summary>
internal static class ProbeFindings
{
    private const string Undetermined = "und";
    private const int MostStarts = 4;
    private const int StereoChannels = 2;

    // 12:11, 59:54 and 16:15 are all meant for the same pictures of 576 lines.
    private const double SameAspect = 0.03;

    public static IEnumerable<Finding> Of(ProbedMedia media, Probed probed) =>
        [.. Light(media.Video), .. Aspect(media.Video), .. probed.Audio.SelectMany(Layout), .. Starts(probed.Timecodes), .. Languages(probed)];

    public static Finding Unknown(ProbedAudio track) => Found.Of(
        Severity.Warning, "source.audio_unknown", "Check the source; the track is announced but cannot be decoded, and was left out.",
        ("codec", track.Codec), ("language", track.Language));

    private static IEnumerable<Finding> Light(ProbedVideo video)
    {
        var isHigh = HighDynamicRange.Has(video.Colour.Transfer);
        if (isHigh && video.BitDepth == 8)
        {
            yield return Found.Of(
                Severity.Warning, "source.hdr_eight_bits", "Ask for 10 bits or more, or for the right label: curves of HDR show steps in 8 bits, and few films have both.",
                ("transfer", video.Colour.Transfer), ("pixelFormat", video.PixelFormat));
        }

        if (video.Colour.Transfer == HighDynamicRange.Pq && video.IsPictureRead && video.Hdr?.MasteringDisplay is null)
        {
            yield return Found.Of(
                Severity.Info, "source.hdr_unmastered", "Ask which display the film was mastered on (SMPTE ST 2086); without it televisions guess how to show it, and an encode cannot say it.");
        }

        if (video.HasHdr10Plus)
        {
            yield return Found.Of(Severity.Info, "source.hdr10_plus", "None needed where HDR10 is enough; HDR10+ is not carried on to encodes.");
        }

        if (video.DolbyVision is { } dolby)
        {
            yield return dolby.HasCompatibleBase
                ? Found.Of(Severity.Info, "source.dolby_vision", "None needed where the base layer alone is enough; Dolby Vision is not carried on to encodes.", ("profile", dolby.ToString()))
                : Found.Of(
                    Severity.Warning, "source.dolby_vision", "Ask for HDR10, HLG or profile 8: this base layer is for Dolby Vision alone, and the colours of what is encoded from it are wrong.",
                    ("profile", dolby.ToString()));
        }
    }

    private static IEnumerable<Finding> Aspect(ProbedVideo video)
    {
        if (video.CodecAspect is { } coded && video.PixelAspect is var said
            && Math.Abs(((double)coded.Numerator * said.Denominator / coded.Denominator / said.Numerator) - 1) > SameAspect)
        {
            yield return Found.Of(
                Severity.Warning, "source.aspect", "Ask which shape the picture has: the container's counts, and where it is wrong, everything is too wide or too narrow.",
                ("container", $"{said.Numerator}:{said.Denominator}"), ("pictures", $"{coded.Numerator}:{coded.Denominator}"));
        }
    }

    private static IEnumerable<Finding> Layout(AudioTrack track)
    {
        if (track.Layout.Length == 0 && track.Channels > StereoChannels)
        {
            yield return Found.Of(
                Severity.Info, "source.audio_layout", "Listen which channel is which, or ask for a track that says it; six and eight channels are taken for 5.1 and 7.1.",
                ("stream", Text(track.StreamIndex)), ("channels", Text(track.Channels)));
        }
        else if (ChannelPlan.CountOf(track.Layout) is { } count && count != track.Channels)
        {
            yield return Found.Of(
                Severity.Info, "source.audio_layout", "Listen which channel is which, or ask for a track that says it rightly.",
                ("stream", Text(track.StreamIndex)), ("channels", Text(track.Channels)), ("layout", track.Layout));
        }
    }

    private static IEnumerable<Finding> Starts(IEnumerable<Timecode> timecodes)
    {
        var different = timecodes.DistinctBy(timecode => timecode.Start).Take(MostStarts).ToList();
        if (different.Count > 1)
        {
            yield return Found.Of(
                Severity.Warning, "source.timecodes", "Ask which timecode holds, before anything is cut or delivered by it.",
                [.. different.Select(timecode => (timecode.Place, timecode.Start))]);
        }
    }

    // Captions inside the picture cannot say theirs.
    private static IEnumerable<Finding> Languages(Probed probed)
    {
        var sound = probed.Audio.Count(track => track.Language == Undetermined);
        var text = probed.Text.Count(track => track.Language == Undetermined && track.StreamIndex != probed.Video.StreamIndex);
        if (sound > 1 || text > 1)
        {
            yield return Found.Of(
                Severity.Info, "source.languages", "Find out what the tracks are in: nobody can choose between tracks without a language.", ("sound", Text(sound)), ("text", Text(text)));
        }
    }

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
