using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Holds what the stream really asks of a decoder against the level that it signals.</summary>
internal sealed class LevelJudge(FrameIndex index, StreamFacts facts, FaultLog log) : IPictureJudge
{
    private const int Vp9Window = 4;

    private readonly long[] _latest = new long[Vp9Window];
    private int _tileColumns;
    private int _tileRows;
    private int _slices;
    private long _decoded;
    private long _bits;
    private long _mostInTurn;

    public void Take(int frame, in CodedPicture picture)
    {
        (_tileColumns, _tileRows) = (Math.Max(_tileColumns, picture.TileColumns), Math.Max(_tileRows, picture.TileRows));
        _slices = Math.Max(_slices, picture.Slices);
        _decoded += picture.DecodedFrames;
        _latest[frame % Vp9Window] = index.Size(frame) * 8L;
        _bits += index.Size(frame) * 8L;
        _mostInTurn = Math.Max(_mostInTurn, _latest.Sum());
    }

    public void Finish()
    {
        if (facts.Levels?.Find(facts.Level, facts.Tier) is not { } level)
        {
            return;
        }

        var demand = Demand();
        var isVp9 = facts.Standard == "VP9";
        foreach (var exceeded in level.Exceeded(demand))
        {
            var message = $"{exceeded.Name} of level {level.Name} is {exceeded.Limit:0.##}, and the stream asks for {exceeded.Value:0.##}.";
            (string, object)[] evidence = [("limit", exceeded.Limit), ("value", exceeded.Value), ("level", level.Name), ("name", exceeded.Name)];

            // The bitstream of VP9 has no level; that in its container is whatever a muxer took it for, which decoders do not go by.
            if (isVp9)
            {
                log.Warn(0, FaultCodes.LevelLimit, exceeded.Clause, message, evidence);
            }
            else
            {
                log.Add(0, FaultCodes.LevelLimit, exceeded.Clause, message, evidence);
            }
        }

        // Of other codecs the buffer's judge says it.
        foreach (var exceeded in isVp9 ? level.Exceeded(demand with { BitRate = AverageRate(), BufferBits = _mostInTurn }).Except(level.Exceeded(demand)) : [])
        {
            log.Warn(
                0, FaultCodes.LevelRate, exceeded.Clause, $"{exceeded.Name} of level {level.Name} is {exceeded.Limit:0.##}, and the stream has {exceeded.Value:0.##}.",
                ("limit", exceeded.Limit), ("value", exceeded.Value), ("level", level.Name), ("name", exceeded.Name));
        }
    }

    private long AverageRate() => (long)(_bits * (double)index.Timescale / index.TotalDuration);

    private StreamDemand Demand()
    {
        var shown = FrameRates.Highest(index);
        return new StreamDemand
        {
            Width = facts.CodedWidth,
            Height = facts.CodedHeight,
            FramesPerSecond = shown,
            DecodesPerSecond = shown * _decoded / index.Count,
            Pictures = facts.Pictures,
            TileColumns = _tileColumns,
            TileRows = _tileRows,
            Slices = _slices,
        };
    }
}
