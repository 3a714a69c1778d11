using System.Globalization;
using Rushes.Inspection.Sound;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Functions.Listen;

/// <summary>
/// The command line that listens to a track: one decode, and a branch for each way of measuring. Every branch writes its measures as text to
/// standard output at once (<c>direct</c>), so that their blocks of lines follow each other whole, and a slow decode shows progress.
/// </summary>
internal static class SoundCommand
{
    /// <summary>Hz. A low-frequency channel has next to nothing above; twice what it is made for, for filters are not steep.</summary>
    private const int Treble = 400;

    private const int TruePeakRate = 192_000;

    /// <summary>
    /// <c>-copyts</c>: the source's own clock. One thread for the filters: their frames are so short that waking threads costs more than it
    /// saves. <c>level+warning</c>: whoever reads the errors knows them by it.
    /// </summary>
    internal static IReadOnlyList<string> For(string path, int streamIndex, ChannelPlan plan) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+warning", "-copyts", "-filter_complex_threads", "1",
        .. MediaInput.Arguments(path, "-vn", "-sn", "-dn"),
        "-filter_complex", Graph(streamIndex, plan),
        .. Enumerable.Range(0, Branches(plan).Count).SelectMany(branch => new[] { "-map", $"[out{Text(branch)}]" }), "-f", "null", "-",
    ];

    /// <summary>
    /// Every branch has an output of its own: a sink inside the graph next to a branch that resamples ends FFmpeg 7.0 with a failed assertion.
    /// </summary>
    internal static string Graph(int streamIndex, ChannelPlan plan)
    {
        var branches = Branches(plan);
        return string.Join(';',
        [
            $"[0:{Text(streamIndex)}]{Shape(plan)},asplit={Text(branches.Count)}{string.Concat(branches.Select((_, index) => $"[in{Text(index)}]"))}",
            .. branches.Select((branch, index) => $"[in{Text(index)}]{branch},{Print},{Join(plan)}[out{Text(index)}]"),
        ]);
    }

    private static List<string> Branches(ChannelPlan plan)
    {
        List<string> branches = [Whole(plan), Fine(plan), TruePeak(plan)];
        if (Known(plan) is { } known)
        {
            branches.Add($"{known}ebur128=metadata=1:framelog=quiet,{LabelStart}{MeasureBlock.Loudness}");
        }

        if (plan.Pairs.Count > 0)
        {
            branches.Add(Pairs(plan));
        }

        if (plan.LfeIndex >= 0)
        {
            branches.Add(TrebleOf(plan));
        }

        return branches;
    }

    private const string Print = "ametadata=mode=print:file=-:direct=1";

    private const string LabelStart = $"ametadata=mode=add:key={MeasureBlock.LabelKey}:value=";

    // Every frame that leaves the graph wakes two threads: a second's worth of windows at once costs a fifth less of all.
    private static string Join(ChannelPlan plan) => $"asetnsamples=n={Text(plan.SampleRate)}:p=0";

    // What changes on the way is brought back to what it was at the start, so that every window has the same channels.
    private static string Shape(ChannelPlan plan) =>
        $"aformat=sample_fmts=dblp:sample_rates={Text(plan.SampleRate)}{(plan.Layout is null ? "" : $":channel_layouts={plan.Layout}")},asettb=1/{Text(plan.SampleRate)}";

    // The filter wants a layout that it knows; of so many channels as no layout has, loudness is not defined. Null: there is none.
    private static string? Known(ChannelPlan plan)
    {
        if (plan.Layout is not null)
        {
            return "";
        }

        string? layout = plan.Names.Count switch
        {
            1 => "mono", 2 => "stereo", 3 => "3.0", 4 => "quad", 5 => "5.0", 6 => "5.1", 7 => "7.0", 8 => "7.1", 16 => "hexadecagonal", 24 => "22.2",
            _ => null,
        };
        return layout is null ? null : $"pan={layout}|{string.Join('|', plan.Names.Select((_, channel) => $"c{channel}=c{channel}"))},";
    }

    private static string Whole(ChannelPlan plan) =>
        $"{Cut(plan, SoundRates.Windows)},{Statistics("RMS_level+Peak_level+DC_offset+Flat_factor+Peak_count", "Number_of_samples")},{LabelStart}{MeasureBlock.Whole}";

    private static string TruePeak(ChannelPlan plan)
    {
        var rate = plan.SampleRate * (plan.SampleRate * 4 <= TruePeakRate ? 4 : plan.SampleRate * 2 <= TruePeakRate ? 2 : 1);
        // Else samples become whole numbers for the sink here already, and what lies above full scale is cut off.
        return $"aresample={Text(rate)}:osf=fltp,asettb=1/{Text(plan.SampleRate)},asetnsamples=n={Text(SoundRates.Samples(rate, SoundRates.Windows))}:p=0,{Statistics("Peak_level", "none")},{LabelStart}{MeasureBlock.TruePeak}";
    }

    /// <summary>Half the sum of each pair, and half the difference.</summary>
    private static string Pairs(ChannelPlan plan)
    {
        var sums = plan.Pairs.SelectMany((pair, index) => new[]
        {
            $"c{2 * index}=0.5*c{pair.Left}+0.5*c{pair.Right}", $"c{(2 * index) + 1}=0.5*c{pair.Left}-0.5*c{pair.Right}",
        });
        return $"pan={2 * plan.Pairs.Count}C|{string.Join('|', sums)},{Cut(plan, SoundRates.Windows)},{Statistics("RMS_level", "none")},{LabelStart}{MeasureBlock.Pairs}";
    }

    private static string TrebleOf(ChannelPlan plan) =>
        $"highpass=f={Text(Treble)},highpass=f={Text(Treble)},{Cut(plan, SoundRates.Windows)},{Statistics("RMS_level", "none")},{LabelStart}{MeasureBlock.Treble}";

    /// <summary>
    /// Levels first; then the second difference, which lets an impulse stand out of everything that has less treble. Two filters of the same
    /// kind can stand in one branch, for they are asked different things.
    /// </summary>
    private static string Fine(ChannelPlan plan) =>
        $"{Cut(plan, SoundRates.FineWindows)},silencedetect=noise=0.00001:duration=0.005:mono=1,{Statistics("Peak_level", "none")},"
        + $"biquad=b0=1:b1=-2:b2=1:a0=1:a1=0:a2=0,{Statistics("Min_level+Max_level+RMS_level", "none")},{LabelStart}{MeasureBlock.Fine}";

    private static string Cut(ChannelPlan plan, int windows) => $"asetnsamples=n={Text(SoundRates.Samples(plan.SampleRate, windows))}:p=0";

    private static string Statistics(string perChannel, string overall) =>
        $"astats=metadata=1:reset=1:measure_perchannel={perChannel}:measure_overall={overall}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
