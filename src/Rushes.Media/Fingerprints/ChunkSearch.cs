namespace Rushes.Media.Fingerprints;

/// <summary>Looks through the whole mezzanine for the frames that a chunk shows which is like nothing around its place.</summary>
internal sealed class ChunkSearch(FingerprintReader mezzanine, IReadOnlyList<ComparedChunk> chunks, PictureRules rules, PictureNoise noise)
{
    private const int Probes = 3;

    // Each costs a comparison with every frame of the mezzanine; a film of which more are strange is another film.
    private const int MostChunks = 32;

    public async Task<IReadOnlyList<PictureFault>> FindAsync(IReadOnlyList<ChunkAlignment> strangers, CancellationToken cancellationToken)
    {
        List<Probe> probes = [];
        foreach (var stranger in strangers.Take(MostChunks))
        {
            probes.AddRange(await TakeAsync(stranger, cancellationToken).ConfigureAwait(false));
        }

        var window = new FingerprintWindow(mezzanine, 0, new PictureAdaptation());
        for (var frame = 0; frame < mezzanine.Count; frame++)
        {
            await window.MoveToAsync(frame, cancellationToken).ConfigureAwait(false);
            window.TryGet(0, out var picture);
            foreach (var probe in probes)
            {
                probe.Compare(frame, picture);
            }
        }

        return [.. strangers.Select(stranger => Judge(stranger, [.. probes.Where(probe => probe.Chunk == stranger.Chunk)]))];
    }

    private async Task<IEnumerable<Probe>> TakeAsync(ChunkAlignment stranger, CancellationToken cancellationToken)
    {
        var chunk = chunks.First(chunk => chunk.Number == stranger.Chunk);
        await using var stream = await chunk.OpenAsync(cancellationToken).ConfigureAwait(false);
        var pictures = await chunk.ReaderAsync(stream, cancellationToken).ConfigureAwait(false);
        List<Probe> probes = [];
        for (var number = 1; number <= Probes; number++)
        {
            var frame = pictures.Count * number / (Probes + 1);
            var picture = await pictures.ReadAsync(frame, cancellationToken).ConfigureAwait(false);
            probes.Add(new Probe(stranger.Chunk, rules.FirstFrame + stranger.First + frame, picture.ToArray()));
        }

        return probes;
    }

    private PictureFault Judge(ChunkAlignment stranger, IReadOnlyList<Probe> probes)
    {
        var (expected, _) = stranger.Distances(0, stranger.Count);
        var differs = new PictureFault(PictureFaultKind.Differs, stranger.Chunk, stranger.First, stranger.First + stranger.Count) { Distance = expected };

        // Two probes that agree on where they come from are enough: the third may lie in a scene that does not move.
        var agreed = probes.Where(probe => probe.Distance < noise.Strange).GroupBy(probe => probe.Offset).FirstOrDefault(group => group.Count() > 1);
        if (agreed is null || agreed.Key == 0)
        {
            return differs;
        }

        var source = stranger.First + agreed.Key;
        int[] others = [.. chunks.Where(chunk => chunk.First == source).Select(chunk => chunk.Number)];
        return differs with
        {
            Kind = PictureFaultKind.Shifted,
            Offset = agreed.Key,
            OtherChunk = others is [var other] ? other : null,
            FoundDistance = agreed.Average(probe => probe.Distance),
        };
    }

    private sealed class Probe(int chunk, int place, byte[] picture)
    {
        public int Chunk => chunk;

        public float Distance { get; private set; } = float.PositiveInfinity;

        public int Offset { get; private set; }

        public void Compare(int frame, ReadOnlySpan<byte> candidate)
        {
            if (Fingerprint.Distance(picture, candidate) is var distance && distance < Distance)
            {
                (Distance, Offset) = (distance, frame - place);
            }
        }
    }
}
