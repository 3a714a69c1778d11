using Rushes.Contracts;
using Rushes.Inspection.Sound;

namespace Rushes.Inspection.Tests.Sound;

/// <summary>Made measures of windows that follow each other.</summary>
internal static class Windows
{
    public static ChannelPlan Plan(string layout) =>
        ChannelPlan.Of(new AudioTrack { SampleRate = 48_000, Layout = layout, Channels = layout switch { "mono" => 1, "stereo" => 2, "5.1" => 6, _ => 1 } });

    /// <summary>The windows of a tenth of a second of so many seconds.</summary>
    public static IEnumerable<SoundWindow> Of(double seconds) => Of(seconds, 0.1);

    /// <summary>The windows of 5 ms of so many seconds.</summary>
    public static IEnumerable<SoundWindow> Fine(double seconds) => Of(seconds, 0.005);

    public static ChannelMeasures[] Rms(params double[] levels) => [.. levels.Select(level => new ChannelMeasures { Rms = level })];

    private static IEnumerable<SoundWindow> Of(double seconds, double length) =>
        Enumerable.Range(0, (int)Math.Round(seconds / length)).Select(window => new SoundWindow(window * length, (window + 1) * length));
}
