using System.Globalization;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Reads what FFmpeg's <c>ametadata</c> prints: a line <c>frame:N pts:T pts_time:S</c>, then a line <c>key=value</c> for each measure. A block
/// ends where the next one begins. Lines that mean nothing here are passed over.
/// </summary>
/// <param name="channels">Of the track; measures of others are passed over.</param>
/// <param name="onBlock">Called for each block; it is filled anew after that.</param>
internal sealed class MeasureLines(int channels, Action<MeasureBlock> onBlock)
{
    private const string Statistics = "lavfi.astats.";
    private const string SamplesKey = "lavfi.astats.Overall.Number_of_samples";
    private const string LoudnessPrefix = "lavfi.r128.";
    private const string ZerosBegan = "lavfi.silence_start.";
    private const string ZerosEnded = "lavfi.silence_duration.";

    private readonly MeasureBlock _block = new(channels);
    private bool _open;

    public void Read(string line)
    {
        if (line.StartsWith("frame:", StringComparison.Ordinal))
        {
            Begin(line);
        }
        else if (_open && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var middle)
        {
            Take(line.AsSpan(0, middle), line.AsSpan(middle + 1));
        }
    }

    /// <summary>The last block has no next one.</summary>
    public void Finish()
    {
        if (_open)
        {
            onBlock(_block);
        }

        _open = false;
    }

    private void Begin(string line)
    {
        Finish();
        _block.Clear();
        var start = line.IndexOf("pts:", StringComparison.Ordinal) + "pts:".Length;
        var end = line.AsSpan(start).IndexOf(' ');
        _open = long.TryParse(end < 0 ? line.AsSpan(start) : line.AsSpan(start, end), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time);
        _block.Time = time;
    }

    private void Take(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.SequenceEqual(MeasureBlock.LabelKey))
        {
            _block.Label = value switch
            {
                MeasureBlock.Whole => MeasureBlock.Whole,
                MeasureBlock.Loudness => MeasureBlock.Loudness,
                MeasureBlock.TruePeak => MeasureBlock.TruePeak,
                MeasureBlock.Pairs => MeasureBlock.Pairs,
                MeasureBlock.Treble => MeasureBlock.Treble,
                MeasureBlock.Fine => MeasureBlock.Fine,
                _ => "",
            };
        }
        else if (key.SequenceEqual(SamplesKey))
        {
            _block.Samples = Number(value) is > 0 and var samples ? (long)samples : 0;
        }
        else if (key.StartsWith(Statistics))
        {
            TakeStatistic(key[Statistics.Length..], Number(value));
        }
        else if (key.StartsWith(LoudnessPrefix))
        {
            TakeLoudness(key[LoudnessPrefix.Length..], Number(value));
        }
        else if (key.StartsWith(ZerosBegan) && Channel(key[ZerosBegan.Length..]) is >= 0 and var begun)
        {
            _block.Channels[begun].ZerosBegan = true;
        }
        else if (key.StartsWith(ZerosEnded) && Channel(key[ZerosEnded.Length..]) is >= 0 and var ended)
        {
            _block.Channels[ended].ZerosEnded = Number(value);
        }
    }

    private void TakeStatistic(ReadOnlySpan<char> key, double value)
    {
        if (double.IsNaN(value) || key.IndexOf('.') is not (> 0 and var dot) || Channel(key[..dot]) is not (>= 0 and var index))
        {
            return;
        }

        ref var channel = ref _block.Channels[index];
        switch (key[(dot + 1)..])
        {
            case "RMS_level": channel.Rms = Decibels.ToAmplitude(value); break;
            case "Peak_level": channel.Peak = Decibels.ToAmplitude(value); break;
            case "DC_offset": channel.Offset = value; break;
            case "Min_level": channel.Lowest = value; break;
            case "Max_level": channel.Highest = value; break;
            case "Flat_factor": channel.FlatRun = Decibels.ToAmplitude(value); break;
            case "Peak_count": channel.PeakCount = value; break;
            default: break;
        }
    }

    private void TakeLoudness(ReadOnlySpan<char> key, double value)
    {
        switch (key)
        {
            case "M": _block.Momentary = value; break;
            case "S": _block.ShortTerm = value; break;
            case "I": _block.Integrated = value; break;
            case "LRA": _block.Range = value; break;
            default: break;
        }
    }

    private int Channel(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= channels ? number - 1 : -1;

    // FFmpeg says -inf of nothing, and nan of what is no number.
    private static double Number(ReadOnlySpan<char> text) =>
        text.SequenceEqual("-inf") ? double.NegativeInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : double.NaN;
}
