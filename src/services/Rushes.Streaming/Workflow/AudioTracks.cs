using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Streaming.Workflow;

/// <summary>One encoded track for each audio track of the source, named after language, codec and channels.</summary>
internal static class AudioTracks
{
    private const string Codec = "aac";

    // By how many frames an encoder with a pyramid of B frames decodes ahead.
    private const int ReorderedFrames = 2;

    public static IEnumerable<MapItem<EncodeAudioRequest>> Requests(InspectedTitle title)
    {
        var inspection = title.Inspection;

        // Frames at half the rate last twice as long.
        var frames = title.Request.Ladders.SelectMany(ladder => ladder.Rungs).Any(rung => rung.HalfRate) ? 2 * ReorderedFrames : ReorderedFrames;
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var track in inspection.Audio)
        {
            var channels = ChannelName(track);
            var name = $"{track.Language}-{Codec}-{channels}";
            var count = names[name] = names.GetValueOrDefault(name) + 1;
            var unique = count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{count}");
            var request = new EncodeAudioRequest
            {
                Media = inspection.Source,
                Track = track,
                Origin = inspection.Video.FirstTime,
                Name = unique,
                ChannelName = channels,
                Lead = new Rational { Numerator = frames * inspection.Video.FrameRate.Denominator, Denominator = inspection.Video.FrameRate.Numerator },
            };
            yield return new MapItem<EncodeAudioRequest>(request, unique, 1);
        }
    }

    // "5.1(side)" is 5.1 to a listener; a layout without such a name is named by its count.
    private static string ChannelName(AudioTrack track)
    {
        var layout = track.Layout.Split('(')[0];
        return layout switch
        {
            "mono" => "1.0",
            "stereo" or "downmix" => "2.0",
            "quad" => "4.0",
            "hexagonal" => "6.0",
            _ when layout.Length == 3 && layout[1] == '.' => layout,
            _ => track.Channels switch
            {
                1 => "1.0",
                6 => "5.1",
                8 => "7.1",
                var channels => string.Create(CultureInfo.InvariantCulture, $"{channels}.0"),
            },
        };
    }
}
