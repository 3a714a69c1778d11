using Rushes.Contracts;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Sound;

/// <summary>
/// Takes the measures of a track as they come and judges them on the way: what is kept is a few seconds of them, sums, a thousand points of
/// loudness and the findings, so that memory does not depend on the length of the sound.
/// </summary>
internal sealed class SoundListener
{
    private readonly ChannelPlan _plan;
    private readonly SoundFindings _findings = new();
    private readonly MeasureLines _lines;
    private readonly SilenceDetector _silence;
    private readonly SilentChannelDetector _silentChannels;
    private readonly ClippingDetector _clipping;
    private readonly OffsetDetector _offset;
    private readonly PairDetector[] _pairs;
    private readonly BassChannels _bass;
    private readonly GapDetector _gaps;
    private readonly ClickDetector _clicks;
    private readonly DropoutDetector _dropouts;
    private readonly LoudnessMeter _loudness;
    private readonly ChannelLevels _levels;
    private long? _firstTime;
    private long _end;

    public SoundListener(ChannelPlan plan)
    {
        _plan = plan;
        _lines = new MeasureLines(plan.Names.Count, Take);
        _silence = new SilenceDetector(_findings);
        _silentChannels = new SilentChannelDetector(plan, _findings);
        _clipping = new ClippingDetector(plan, _findings);
        _offset = new OffsetDetector(plan, _findings);
        _pairs = [.. plan.Pairs.Select((_, pair) => new PairDetector(plan, pair, _findings))];
        _bass = new BassChannels(plan, _findings);
        _gaps = new GapDetector(plan, _findings);
        _clicks = new ClickDetector(plan, _findings);
        _dropouts = new DropoutDetector(plan, _findings);
        _loudness = new LoudnessMeter(_findings);
        _levels = new ChannelLevels(plan);
    }

    /// <summary>Of a channel, so far.</summary>
    public long Samples { get; private set; }

    public void Read(string line) => _lines.Read(line);

    /// <param name="streamIndex">Of the track.</param>
    /// <param name="errors">What FFmpeg complained of.</param>
    public SoundHeard Finish(int streamIndex, SoundLog errors)
    {
        _lines.Finish();
        var track = new SoundWindow(Seconds(_firstTime ?? 0), Seconds(_end));
        if (_firstTime is not null)
        {
            FinishDetectors(track);
        }

        AddErrors(track, errors);
        var heard = new SoundHeard { Report = Report(streamIndex) };
        heard.Findings.AddRange(_findings.InOrder);
        return heard;
    }

    private void Take(MeasureBlock block)
    {
        switch (block.Label)
        {
            case MeasureBlock.Whole: TakeWhole(block); break;
            case MeasureBlock.Loudness: _loudness.Read(block.Momentary, block.ShortTerm, block.Integrated, block.Range); break;
            case MeasureBlock.TruePeak: _loudness.ReadPeak(Window(block, SoundRates.Windows), block.Channels); break;
            case MeasureBlock.Pairs: TakePairs(block); break;
            case MeasureBlock.Treble: _bass.ReadTreble(Window(block, SoundRates.Windows), block.Channels); break;
            case MeasureBlock.Fine: TakeFine(block); break;
            default: break;
        }
    }

    private void TakeWhole(MeasureBlock block)
    {
        var samples = block.Samples > 0 ? block.Samples : SoundRates.Samples(_plan.SampleRate, SoundRates.Windows);
        var window = new SoundWindow(Seconds(block.Time), Seconds(block.Time + samples));
        _firstTime ??= block.Time;
        _end = Math.Max(_end, block.Time + samples);
        Samples += samples;
        _silence.Read(window, block.Channels);
        _silentChannels.Read(window, block.Channels);
        _clipping.Read(window, block.Channels);
        _offset.Read(window, block.Channels);
        _bass.Read(window, block.Channels);
        _levels.Read(window, block.Channels);
    }

    private void TakePairs(MeasureBlock block)
    {
        for (var pair = 0; pair < _pairs.Length && (2 * pair) + 1 < block.Channels.Length; pair++)
        {
            _pairs[pair].Read(Window(block, SoundRates.Windows), block.Channels[2 * pair].Rms, block.Channels[(2 * pair) + 1].Rms);
        }
    }

    private void TakeFine(MeasureBlock block)
    {
        var window = Window(block, SoundRates.FineWindows);
        _gaps.Read(block.Time, SoundRates.Samples(_plan.SampleRate, SoundRates.FineWindows));
        _clicks.Read(window, block.Channels);
        _dropouts.Read(window, block.Channels);
    }

    private void FinishDetectors(SoundWindow track)
    {
        _silence.Finish();
        _silentChannels.Finish();
        _clipping.Finish();
        _offset.Finish();
        _bass.Finish();
        _clicks.Finish();
        _dropouts.Finish();
        _loudness.Finish(track);
        for (var pair = 0; pair < _pairs.Length; pair++)
        {
            _pairs[pair].Finish();

            // A main channel and low frequencies are no pair.
            if (_bass.Swapped is { } swapped && (_plan.Pairs[pair].Left == swapped || _plan.Pairs[pair].Right == swapped))
            {
                _findings.Withdraw("audio.inverted", _pairs[pair].Names);
            }
        }
    }

    private void AddErrors(SoundWindow track, SoundLog errors)
    {
        if (errors.Count > 0)
        {
            _findings.Add(
                Severity.Warning, "audio.decode_errors", track.From, track.To, "Compare with the delivery's original; damaged sound is heard as the decoder conceals it.",
                ("count", Decibels.Count(errors.Count)), ("first", errors.First));
        }
        else if (Samples == 0)
        {
            _findings.Add(Severity.Warning, "audio.empty", 0, 0, "Look whether the file is whole: not one sample of the track could be decoded.");
        }
    }

    private SoundReport Report(int streamIndex)
    {
        var report = new SoundReport
        {
            StreamIndex = streamIndex,
            FirstTime = new Rational { Numerator = _firstTime ?? 0, Denominator = _plan.SampleRate },
            Duration = new Rational { Numerator = Samples, Denominator = _plan.SampleRate },
        };
        _loudness.Describe(report);
        report.Channels.AddRange(_levels.ToContract());
        return report;
    }

    private SoundWindow Window(MeasureBlock block, int windows) =>
        new(Seconds(block.Time), Seconds(block.Time + SoundRates.Samples(_plan.SampleRate, windows)));

    private double Seconds(long samples) => (double)samples / _plan.SampleRate;
}
