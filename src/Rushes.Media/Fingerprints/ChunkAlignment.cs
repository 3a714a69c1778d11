namespace Rushes.Media.Fingerprints;

/// <summary>
/// Which frames of the mezzanine the pictures of a chunk show: the likeliest run of offsets (Viterbi). A picture speaks for an
/// offset by the logarithm of its distance there; a change of offset, and being at another than 0 at all, has a price, so that
/// one poor frame, or a scene that does not move, changes nothing.
/// </summary>
internal sealed class ChunkAlignment
{
    /// <summary>The largest offset that is looked for; larger ones only for a whole chunk.</summary>
    public const int Reach = 8;

    /// <summary>The offset of a picture that is like no frame within reach.</summary>
    public const sbyte Nowhere = sbyte.MaxValue;

    private const int Offsets = (2 * Reach) + 1;
    private const int States = Offsets + 1;

    // As natural logarithms of distances. Encodes of crf 40 are nearer to a neighbour than to the right frame by up to 1.0 in single
    // frames, and by 0.5 for half a second on end, where an encoder skips what hardly moves.
    private const float ChangePrice = 1.2f;
    private const float OffsetPrice = 0.7f;

    // Of going nowhere; coming back is free. Encodes of up to crf 50 show no frame that is further from its own than half of what is
    // strange; one starved by a tight cap has come to three quarters.
    private const float NowherePrice = 1;

    // A distance this much above the smallest one within reach is not the encode's noise.
    private const float NearBest = 2;

    private readonly PictureNoise _noise;
    private readonly float[] _costs = new float[States];
    private readonly byte[] _before;
    private readonly (float Expected, float Found)[] _distances;
    private int _added;

    public ChunkAlignment(int chunk, int first, int count, PictureNoise noise)
    {
        (Chunk, First, _noise) = (chunk, first, noise);
        _before = new byte[count * States];
        _distances = new (float, float)[count];
        Path = new sbyte[count];
        _costs.AsSpan().Fill(ChangePrice);
        (_costs[Reach], _costs[Offsets]) = (0, NowherePrice);
    }

    public int Chunk { get; }

    /// <summary>The first frame, as the encode counts.</summary>
    public int First { get; }

    public int Count => Path.Length;

    /// <summary>The offset of each picture, once solved.</summary>
    public sbyte[] Path { get; }

    /// <summary>Whether most of the chunk lies nowhere within reach.</summary>
    public bool IsStrange => Path.Count(offset => offset == Nowhere) > Count * 3 / 4;

    /// <summary>Mean distances of frames, counted in the chunk, to those expected and to the nearest within reach.</summary>
    public (float Expected, float Found) Distances(int from, int to)
    {
        var run = _distances[from..Math.Max(to, from + 1)];
        return (run.Average(distances => distances.Expected), run.Average(distances => distances.Found));
    }

    /// <summary>The next picture.</summary>
    /// <returns>Whether it is about as near to its own frame as to any.</returns>
    public bool Add(ReadOnlySpan<byte> picture, FingerprintWindow window)
    {
        Span<float> distances = stackalloc float[Offsets];
        for (var state = 0; state < Offsets; state++)
        {
            distances[state] = window.TryGet(state - Reach, out var frame) ? Fingerprint.Distance(picture, frame) : float.PositiveInfinity;
        }

        var nearest = float.PositiveInfinity;
        foreach (var distance in distances)
        {
            nearest = MathF.Min(nearest, distance);
        }

        _distances[_added] = (distances[Reach], nearest);
        Step(distances);
        _added++;
        return distances[Reach] <= MathF.Max(nearest, _noise.Floor) * NearBest;
    }

    public void Solve()
    {
        var state = _costs.AsSpan().IndexOf(_costs.Min());
        for (var frame = Count - 1; frame >= 0; frame--)
        {
            Path[frame] = state == Offsets ? Nowhere : (sbyte)(state - Reach);
            state = _before[(frame * States) + state];
        }
    }

    private void Step(ReadOnlySpan<float> distances)
    {
        var least = _costs.Min();
        var cheapest = _costs.AsSpan().IndexOf(least);
        var nowhere = _costs[Offsets];
        for (var state = 0; state < States; state++)
        {
            var (cost, before) = (_costs[state], state);
            if (least + (state == Offsets ? NowherePrice : ChangePrice) is var changed && changed < cost)
            {
                (cost, before) = (changed, cheapest);
            }

            if (nowhere < cost)
            {
                (cost, before) = (nowhere, Offsets);
            }

            _before[(_added * States) + state] = (byte)before;
            var distance = state == Offsets ? _noise.Strange : MathF.Max(distances[state], _noise.Floor);

            // Counted from the cheapest state, or a long chunk's sum would leave no digits for differences.
            _costs[state] = cost - least + MathF.Log(distance) + (state == Reach ? 0 : OffsetPrice);
        }
    }
}
