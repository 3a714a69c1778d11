using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>Holds the order in which pictures say that they come against the order in which the index shows them, sequence by sequence.</summary>
internal sealed class OrderJudge(FrameIndex index, string clause, FaultLog log) : IPictureJudge
{
    private readonly List<(int Shown, int Frame, long Order)> _sequence = [];

    public void Take(int frame, in CodedPicture picture)
    {
        if (picture.StartsSequence)
        {
            Finish();
        }

        if (picture.Order is { } order)
        {
            _sequence.Add((index.PresentationOrder(frame), frame, order));
        }
    }

    public void Finish()
    {
        _sequence.Sort();
        var step = Step();
        for (var i = 1; i < _sequence.Count; i++)
        {
            var (before, here) = (_sequence[i - 1], _sequence[i]);
            if (here.Order == before.Order)
            {
                log.Add(here.Frame, FaultCodes.DoubledFrame, clause, "Two pictures say that they come at one place: one is there twice.", ("order", here.Order));
            }
            else if (here.Order < before.Order)
            {
                log.Add(
                    here.Frame, FaultCodes.FrameOrder, clause, "The picture is shown after one that says it comes later.",
                    ("order", here.Order), ("orderBefore", before.Order));
            }
            else if (here.Shown == before.Shown + 1 && here.Order - before.Order > step && !IsPause(before.Shown, here.Order - before.Order, step))
            {
                log.Add(
                    here.Frame, FaultCodes.LostFrame, clause, "A picture is missing before this one: their numbers leave a hole, their times do not.",
                    ("order", here.Order), ("orderBefore", before.Order), ("step", step));
            }
        }

        _sequence.Clear();
    }

    // The distance of neighbours: the smallest that is there more often than by a slip.
    private long Step()
    {
        var steps = new Dictionary<long, int>();
        for (var i = 1; i < _sequence.Count; i++)
        {
            var step = _sequence[i].Order - _sequence[i - 1].Order;
            steps[step] = steps.GetValueOrDefault(step) + 1;
        }

        return steps.Where(pair => pair.Key > 0).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).FirstOrDefault().Key;
    }

    // Frames that a camera or a pulldown left out on purpose leave a hole in time as well.
    private bool IsPause(int shown, long distance, long step)
    {
        var times = index.Frames.Times;
        var typical = shown > 0 ? times[shown] - times[shown - 1] : shown + 2 < times.Length ? times[shown + 2] - times[shown + 1] : 0;
        return typical == 0 || (times[shown + 1] - times[shown]) * step * 2 > typical * (distance + step);
    }
}
