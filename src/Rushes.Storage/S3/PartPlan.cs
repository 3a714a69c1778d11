using System.Runtime.CompilerServices;
using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>
/// From pieces to the parts of an upload, as they come. A range that is long enough for a part is copied by the server. What
/// lies between two such ranges is sent, and where it is too short for a part, it borrows from its neighbours: first from the
/// one before, which nobody else will ask, then from the one after. A neighbour that has too little to lend is sent with it.
/// </summary>
/// <param name="budget">Of the object.</param>
/// <param name="usualCopy">Bytes that the server copies at once, about.</param>
internal sealed class PartPlan(PartBudget budget, long usualCopy)
{
    private readonly long _usualCopy = Math.Max(usualCopy, budget.Largest);
    private readonly Queue<PlannedPart> _ready = [];
    private PartBudget _budget = budget;

    /// <summary>A range that is long enough to be copied, and may still lend of its end.</summary>
    private ObjectPiece? _held;

    /// <summary>What comes after it, and will be sent.</summary>
    private List<ObjectPiece> _pending = [];
    private long _pendingBytes;

    private PartBudget AfterHeld => _held is { } held ? _budget.Take(held.Length) : _budget;

    public async IAsyncEnumerable<PlannedPart> OfAsync(IAsyncEnumerable<ObjectPiece> pieces, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            Add(piece);
            while (_ready.TryDequeue(out var part))
            {
                yield return part;
            }
        }

        CopyHeld();
        Send(_pendingBytes);
        while (_ready.TryDequeue(out var part))
        {
            yield return part;
        }
    }

    private void Add(ObjectPiece piece)
    {
        if (piece.Uri is null)
        {
            Append(ObjectPiece.Of(piece.Bytes.ToArray())); // what we were given may be gone when it is sent
        }
        else if (!TryCopy(piece))
        {
            Append(piece);
        }
    }

    private void Append(ObjectPiece piece)
    {
        _pending.Add(piece);
        _pendingBytes += piece.Length;

        // What stays behind is a part even if no more comes.
        while (_pendingBytes >= _budget.Largest + AfterHeld.Smallest)
        {
            CopyHeld();
            Send(_budget.Largest);
        }
    }

    /// <summary>False: the range is too short, or has too little left after lending.</summary>
    private bool TryCopy(ObjectPiece range)
    {
        var smallest = AfterHeld.Smallest;
        var missing = _pendingBytes == 0 ? 0 : Math.Max(0, smallest - _pendingBytes);
        var before = Math.Min(missing, Lendable(smallest));
        var after = missing - before;
        var next = _pendingBytes == 0 ? AfterHeld : AfterHeld.Take(_pendingBytes + after);
        if (range.Length - after < next.Smallest)
        {
            return false;
        }

        Borrow(before);
        if (after > 0)
        {
            _pending.Add(range.Slice(0, after));
            _pendingBytes += after;
        }

        CopyHeld();
        Send(_pendingBytes);
        Hold(range.Slice(after, range.Length - after));
        return true;
    }

    /// <summary>Nothing where parts are scarce: then each has to be large.</summary>
    private long Lendable(long smallest) => _held is { } held && smallest == _budget.Least ? held.Length - _budget.Smallest : 0;

    private void Borrow(long length)
    {
        if (length > 0 && _held is { } held)
        {
            _pending.Insert(0, held.Slice(held.Length - length, length));
            _pendingBytes += length;
            _held = held.Slice(0, held.Length - length);
        }
    }

    /// <summary>What is much longer than what is copied at once is copied side by side, but for its end.</summary>
    private void Hold(ObjectPiece range)
    {
        while (range.Length >= 2 * _usualCopy)
        {
            Ready([range.Slice(0, _usualCopy)], _usualCopy, isCopied: true);
            range = range.Slice(_usualCopy, range.Length - _usualCopy);
        }

        _held = range;
    }

    private void CopyHeld()
    {
        if (_held is { } held)
        {
            Ready([held], held.Length, isCopied: true);
            _held = null;
        }
    }

    /// <summary>The first of what is pending.</summary>
    private void Send(long length)
    {
        var (sent, rest) = (new List<ObjectPiece>(), new List<ObjectPiece>());
        var left = length;
        foreach (var piece in _pending)
        {
            var count = Math.Min(piece.Length, left);
            left -= count;
            Take(sent, piece, 0, count);
            Take(rest, piece, count, piece.Length - count);
        }

        (_pending, _pendingBytes) = (rest, _pendingBytes - length);
        if (length > 0)
        {
            Ready(sent, length, isCopied: false);
        }
    }

    private static void Take(List<ObjectPiece> pieces, ObjectPiece piece, long offset, long length)
    {
        if (length > 0)
        {
            pieces.Add(piece.Slice(offset, length));
        }
    }

    private void Ready(IReadOnlyList<ObjectPiece> pieces, long length, bool isCopied)
    {
        _ready.Enqueue(new PlannedPart(pieces, length, isCopied));
        _budget = _budget.Take(length);
    }
}
