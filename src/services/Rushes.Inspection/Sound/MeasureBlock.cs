namespace Rushes.Inspection.Sound;

/// <summary>What one branch says of one window: one object for all, filled and read in turn.</summary>
internal sealed class MeasureBlock(int channels)
{
    internal const string LabelKey = "rushes";
    internal const string Whole = "whole";
    internal const string Loudness = "loudness";
    internal const string TruePeak = "peak";
    internal const string Pairs = "pairs";
    internal const string Treble = "treble";
    internal const string Fine = "fine";

    public string Label { get; set; } = "";

    /// <summary>Samples, in the source's clock.</summary>
    public long Time { get; set; }

    /// <summary>Samples of a channel in this window; 0: not said.</summary>
    public long Samples { get; set; }

    /// <summary>LUFS; NaN: not said.</summary>
    public double Momentary { get; set; }

    public double ShortTerm { get; set; }

    public double Integrated { get; set; }

    public double Range { get; set; }

    public ChannelMeasures[] Channels { get; } = new ChannelMeasures[channels];

    public void Clear()
    {
        Label = "";
        Samples = 0;
        (Momentary, ShortTerm, Integrated, Range) = (double.NaN, double.NaN, double.NaN, double.NaN);
        Array.Clear(Channels);
    }
}
