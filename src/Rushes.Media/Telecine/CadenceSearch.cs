namespace Rushes.Media.Telecine;

/// <summary>
/// Finds the likeliest cadence (Viterbi). Each frame is in one of six states: video, or film of one of five phases. To leave out a frame
/// costs the part of the usual motion that it shows, to keep one the part that it lacks; to change the state has a price. So a phase
/// stays through stills and noise, and changes exactly at an edit.
/// </summary>
public static class CadenceSearch
{
    private const int States = Cadence.Cycle + 1;

    /// <summary>About a cycle and a half of clear evidence.</summary>
    private const float PriceOfChange = 2.5f;

    /// <summary>Frames to both sides that tell what the usual motion is, and how many of those may be cuts or flashes.</summary>
    private const int Reach = 5;
    private const int Outliers = 2;

    /// <summary>Motion up to the first is noise and says nothing; from the second on all of it counts.</summary>
    private const float Noise = 8;
    private const float ClearMotion = 24;

    /// <param name="differences">For each frame by how much it differs from the one before: 0 for not at all; of the first one it means nothing.</param>
    public static Cadence Find(ReadOnlySpan<byte> differences)
    {
        if (differences.IsEmpty)
        {
            return Cadence.OfVideo(0);
        }

        // For each frame and state, the state before it on the cheapest way.
        var origins = new sbyte[differences.Length * States];
        Span<float> costs = stackalloc float[States];
        costs.Clear();
        for (var frame = 0; frame < differences.Length; frame++)
        {
            Step(frame, Evidence(differences, frame), costs, origins.AsSpan(frame * States, States));
        }

        return new Cadence(TraceBack(origins, Cheapest(costs)));
    }

    private static void Step(int frame, (float Drop, float Keep) evidence, Span<float> costs, Span<sbyte> origins)
    {
        var cheapest = Cheapest(costs);
        var changed = costs[cheapest] + PriceOfChange;
        for (var state = 0; state < States; state++)
        {
            origins[state] = (sbyte)(frame > 0 && changed < costs[state] ? cheapest : state);
            costs[state] = (frame > 0 ? Math.Min(costs[state], changed) : 0) + (PhaseOf(state) == frame % Cadence.Cycle ? evidence.Drop : evidence.Keep);
        }
    }

    private static (float Drop, float Keep) Evidence(ReadOnlySpan<byte> differences, int frame)
    {
        if (frame == 0)
        {
            // Nothing is before it that it could be like.
            return (0, 0);
        }

        float usual = UsualMotion(differences, frame);
        var weight = Math.Clamp((usual - Noise) / (ClearMotion - Noise), 0, 1);
        var motion = usual > 0 ? Math.Min(1, differences[frame] / usual) : 1;
        return (weight * motion, weight * (1 - motion));
    }

    /// <summary>The largest difference near by, without outliers.</summary>
    private static byte UsualMotion(ReadOnlySpan<byte> differences, int frame)
    {
        Span<byte> near = stackalloc byte[(2 * Reach) + 1];
        var from = Math.Max(1, frame - Reach);
        var count = Math.Min(differences.Length, frame + Reach + 1) - from;
        differences.Slice(from, count).CopyTo(near);
        near[..count].Sort();
        return near[Math.Max(0, count - 1 - Outliers)];
    }

    // The first of equals, which is video: without evidence nothing is left out.
    private static int Cheapest(ReadOnlySpan<float> costs)
    {
        var cheapest = 0;
        for (var state = 1; state < States; state++)
        {
            cheapest = costs[state] < costs[cheapest] ? state : cheapest;
        }

        return cheapest;
    }

    private static sbyte[] TraceBack(ReadOnlySpan<sbyte> origins, int last)
    {
        var phases = new sbyte[origins.Length / States];
        for (var (frame, state) = (phases.Length - 1, last); frame >= 0; frame--)
        {
            phases[frame] = (sbyte)PhaseOf(state);
            state = origins[(frame * States) + state];
        }

        return phases;
    }

    private static int PhaseOf(int state) => state - 1;
}
