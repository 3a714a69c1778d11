using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Inspection.Sound;

/// <summary>
/// What the channels of a track are for. Where the layout is not signalled, two, six and eight channels are taken for what FFmpeg takes
/// them for, and so does everything that is made from the track; others are numbers.
/// </summary>
internal sealed class ChannelPlan
{
    private const string Lfe = "LFE";
    private const int FallbackRate = 48_000;

    private static readonly Dictionary<string, string> Layouts = new()
    {
        ["mono"] = "FC", ["stereo"] = "FL FR", ["2.1"] = "FL FR LFE", ["3.0"] = "FL FR FC", ["3.0(back)"] = "FL FR BC", ["3.1"] = "FL FR FC LFE",
        ["4.0"] = "FL FR FC BC", ["quad"] = "FL FR BL BR", ["quad(side)"] = "FL FR SL SR", ["4.1"] = "FL FR FC LFE BC",
        ["5.0"] = "FL FR FC BL BR", ["5.0(side)"] = "FL FR FC SL SR", ["5.1"] = "FL FR FC LFE BL BR", ["5.1(side)"] = "FL FR FC LFE SL SR",
        ["6.0"] = "FL FR FC BC SL SR", ["6.1"] = "FL FR FC LFE BC SL SR", ["6.1(back)"] = "FL FR FC LFE BL BR BC",
        ["7.0"] = "FL FR FC BL BR SL SR", ["7.1"] = "FL FR FC LFE BL BR SL SR", ["7.1(wide)"] = "FL FR FC LFE BL BR FLC FRC",
        ["7.1(wide-side)"] = "FL FR FC LFE FLC FRC SL SR",
    };

    private static readonly (string Left, string Right)[] Sides = [("FL", "FR"), ("BL", "BR"), ("SL", "SR"), ("FLC", "FRC")];

    private ChannelPlan(int sampleRate, string? layout, IReadOnlyList<string> names)
    {
        (SampleRate, Layout, Names) = (sampleRate, layout, names);
        LfeIndex = names.ToList().IndexOf(Lfe);
        Pairs = [.. from sides in Sides
                    let pair = (Left: names.ToList().IndexOf(sides.Left), Right: names.ToList().IndexOf(sides.Right))
                    where pair.Left >= 0 && pair.Right >= 0
                    select pair];
    }

    /// <summary>Hz.</summary>
    public int SampleRate { get; }

    /// <summary>As it was signalled, where it is known; else null.</summary>
    public string? Layout { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>-1: there is none.</summary>
    public int LfeIndex { get; }

    public IReadOnlyList<(int Left, int Right)> Pairs { get; }

    public static ChannelPlan Of(AudioTrack track)
    {
        var rate = track.SampleRate > 0 ? track.SampleRate : FallbackRate;
        var count = Math.Max(1, track.Channels);
        if (Layouts.TryGetValue(track.Layout, out var signalled) && signalled.Split(' ') is var names && names.Length == count)
        {
            return new ChannelPlan(rate, track.Layout, names);
        }

        var assumed = track.Layout.Length > 0 ? null : count switch { 1 => "mono", 2 => "stereo", 6 => "5.1", 8 => "7.1", _ => null };
        return new ChannelPlan(
            rate, null, assumed is null ? [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))] : Layouts[assumed].Split(' '));
    }

    /// <summary>How many channels a layout has; null: it is none of the usual ones.</summary>
    public static int? CountOf(string layout) => Layouts.TryGetValue(layout, out var names) ? names.Split(' ').Length : null;

    public bool IsSurround(int channel) => Names[channel] is not ("FL" or "FR" or "FC") && !char.IsDigit(Names[channel][0]);
}
