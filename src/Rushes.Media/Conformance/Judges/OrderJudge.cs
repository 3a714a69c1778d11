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
        if (!FindWrongOrder())
        {
            FindHoles();
        }

        _sequence.Clear();
    }

    private bool FindWrongOrder()
    {
        var found = false;
        for (var i = 1; i < _sequence.Count; i++)
        {
            var (before, here) = (_sequence[i - 1], _sequence[i]);
            found |= here.Order < before.Order;
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
        }

        return found;
    }

    // Frames that a camera or an edit left out on purpose leave a hole in time as well.
    private void FindHoles()
    {
        var (step, interval) = Neighbours();
        for (var i = 1; i < _sequence.Count; i++)
        {
            var (before, here) = (_sequence[i - 1], _sequence[i]);
            var distance = here.Order - before.Order;
            if (distance > step && (index.Frames.Times[here.Shown] - index.Frames.Times[before.Shown]) * step * 2 < interval * (distance + step))
            {
                log.Add(
                    here.Frame, FaultCodes.LostFrame, clause, "A picture is missing before this one: their numbers leave a hole, their times do not.",
                    ("order", here.Order), ("orderBefore", before.Order), ("step", step));
            }
        }
    }

    // Of two pictures in turn: the distance that is there most, and the shortest time between those that have it.
    private (long Step, long Interval) Neighbours()
    {
        var steps = new Dictionary<long, (int Count, long Shortest)>();
        for (var i = 1; i < _sequence.Count; i++)
        {
            var step = _sequence[i].Order - _sequence[i - 1].Order;
            var time = index.Frames.Times[_sequence[i].Shown] - index.Frames.Times[_sequence[i - 1].Shown];
            var (count, shortest) = steps.GetValueOrDefault(step, (0, long.MaxValue));
            steps[step] = (count + 1, Math.Min(shortest, time));
        }

        var most = steps.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key).FirstOrDefault();
        return (most.Key, most.Value.Shortest);
    }
}
