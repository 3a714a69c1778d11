using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Bit rates over the whole assembled stream: the buffer that was promised, that of the level, and the average.</summary>
internal sealed class RateJudge : IPictureJudge
{
    private const double AverageTolerance = 0.1;

    // A rate control settles over about so long: short films may be off by that much more.
    private const double SettlingSeconds = 2;

    private readonly FrameIndex _index;
    private readonly StreamPromise _promise;
    private readonly FaultLog _log;
    private readonly string _standard;
    private readonly CodingLevel? _level;
    private readonly PromisedBuffer? _promised;
    private readonly LeakyBucket? _allowed;
    private long _bits;

    public RateJudge(FrameIndex index, StreamPromise promise, StreamFacts facts, FaultLog log)
    {
        (_index, _promise, _log, _standard) = (index, promise, log, facts.Standard);
        _level = facts.Levels?.Find(facts.Level, facts.Tier);
        _promised = promise is { MaxRate: > 0, Buffer: > 0 } ? new PromisedBuffer(promise, _standard, log) : null;

        // The levels of VP9 bound the average and four frames in turn: LevelJudge looks at them.
        _allowed = _level is null || facts.Standard == "VP9" ? null : new LeakyBucket(_level.MaxBitRate, _level.MaxBuffer, 1);
    }

    public void Take(int frame, in CodedPicture picture)
    {
        var seconds = _index.SecondsSinceFrameBefore(frame);
        var bits = _index.Size(frame) * 8L;
        _bits += bits;
        _promised?.Take(frame, seconds, bits);

        // Type I conformance: slices alone, at the rates of Table A-1 (H.264 C.1).
        if (_allowed?.Take(seconds, picture.VclBits) is > 0 and var late)
        {
            _log.Warn(
                frame, FaultCodes.LevelRate, $"{_standard} Annex {(_standard == "H.262" ? "C" : "A")}",
                $"More bits than level {_level!.Name} lets in: a decoder of that level may not have the picture in time.",
                ("bitsMissing", (long)late), ("maxBitRate", _level.MaxBitRate), ("maxBuffer", _level.MaxBuffer));
        }
    }

    public void Finish()
    {
        _promised?.Finish();
        var seconds = (double)_index.TotalDuration / _index.Timescale;
        var average = (long)(_bits / seconds);
        if (_promise.BitRate > 0 && Math.Abs(average - _promise.BitRate) > _promise.BitRate * AverageTolerance)
        {
            _log.Add(
                0, FaultCodes.Bitrate, string.Empty, "The average bit rate is not the promised one.",
                ("bitRate", average), ("expected", _promise.BitRate));
        }

        if (_promise.AimedBitRate > 0 && Math.Abs(average - _promise.AimedBitRate) > _promise.AimedBitRate * (AverageTolerance + (SettlingSeconds / seconds)))
        {
            _log.Warn(
                0, FaultCodes.Bitrate, string.Empty, "The average bit rate is not the one that was aimed at.",
                ("bitRate", average), ("expected", _promise.AimedBitRate));
        }
    }
}
