using Rushes.Media.Indexing;

namespace Rushes.Media.Conformance.Judges;

/// <summary>How many pictures are decoded before one that is shown before them, against what the stream promises its decoder.</summary>
internal sealed class ReorderJudge(FrameIndex index, int most, string clause, FaultLog log) : IPictureJudge
{
    // More than any codec's picture buffer holds: who reorders that much is told so anyway.
    private const int MostKept = 64;

    private readonly List<int> _waiting = [];
    private int _next;

    public void Take(int frame, in CodedPicture picture)
    {
        var shown = index.PresentationOrder(frame);
        var ahead = _waiting.Count(waiting => waiting > shown);
        if (ahead > most)
        {
            log.Add(
                frame, FaultCodes.Reordering, clause, "More pictures are decoded before this one and shown after it than the stream promises.",
                ("pictures", ahead), ("promised", most));
        }

        _waiting.Add(shown);
        for (var found = _waiting.IndexOf(_next); found >= 0; found = _waiting.IndexOf(++_next))
        {
            _waiting.RemoveAt(found);
        }

        if (_waiting.Count > MostKept)
        {
            _waiting.RemoveAt(0);
        }
    }
}
