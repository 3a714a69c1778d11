namespace Rushes.Media.Bitstreams.Av1;

/// <summary>Which slots a frame refers to, by the order in which frames are shown.</summary>
internal readonly ref struct Av1References(ReadOnlySpan<Av1Reference> slots, int orderHint, int orderHintBits)
{
    /// <summary>REFS_PER_FRAME: LAST, LAST2, LAST3, GOLDEN, BWDREF, ALTREF2, ALTREF.</summary>
    public const int Count = 7;

    private const int Golden = 3;

    private readonly ReadOnlySpan<Av1Reference> _slots = slots;
    private readonly int _orderHint = orderHint;
    private readonly int _orderHintBits = orderHintBits;

    /// <summary>set_frame_refs (AV1 specification §7.8).</summary>
    /// <param name="last">last_frame_idx.</param>
    /// <param name="golden">gold_frame_idx.</param>
    /// <param name="references">ref_frame_idx, filled in.</param>
    public void Derive(int last, int golden, Span<int> references)
    {
        references.Fill(-1);
        (references[0], references[Golden]) = (last, golden);
        var used = (1 << last) | (1 << golden);
        Assign(references, 6, ref used, isBackward: true, isLatest: true);
        Assign(references, 4, ref used, isBackward: true, isLatest: false);
        Assign(references, 5, ref used, isBackward: true, isLatest: false);
        foreach (var reference in (ReadOnlySpan<int>)[1, 2, 4, 5, 6])
        {
            if (references[reference] < 0)
            {
                Assign(references, reference, ref used, isBackward: false, isLatest: true);
            }
        }

        var earliest = 0;
        for (var i = 1; i < _slots.Length; i++)
        {
            earliest = Distance(_slots[i].OrderHint) < Distance(_slots[earliest].OrderHint) ? i : earliest;
        }

        references.Replace(-1, earliest);
    }

    /// <summary>skipModeAllowed (§5.9.22), for a frame that selects references.</summary>
    public bool AllowSkipMode(ReadOnlySpan<int> references)
    {
        int? forward = null, second = null;
        var hasBackward = false;
        foreach (var slot in references)
        {
            var distance = Distance(_slots[slot].OrderHint);
            hasBackward |= distance > 0;
            forward = distance < 0 && (forward is null || distance > forward) ? distance : forward;
        }

        foreach (var slot in references)
        {
            var distance = Distance(_slots[slot].OrderHint);
            second = forward is not null && distance < forward ? distance : second;
        }

        return forward is not null && (hasBackward || second is not null);
    }

    private void Assign(Span<int> references, int reference, ref int used, bool isBackward, bool isLatest)
    {
        var found = -1;
        for (var i = 0; i < _slots.Length; i++)
        {
            var distance = Distance(_slots[i].OrderHint);
            if (((used >> i) & 1) == 1 || (distance >= 0) != isBackward)
            {
                continue;
            }

            var best = found < 0 ? 0 : Distance(_slots[found].OrderHint);
            found = found < 0 || (isLatest ? distance >= best : distance < best) ? i : found;
        }

        if (found >= 0)
        {
            references[reference] = found;
            used |= 1 << found;
        }
    }

    // get_relative_dist (§5.9.3) to this frame.
    private int Distance(int hint)
    {
        var difference = hint - _orderHint;
        var half = 1 << (_orderHintBits - 1);
        return (difference & (half - 1)) - (difference & half);
    }
}
