namespace Rushes.Media.Fingerprints;

/// <summary>A first look at an encode as if all its frames were where they should be: its noise and its levels.</summary>
internal sealed class PictureSurvey
{
    private const int StepsPerOctave = 8;
    private const int LowestOctave = -8;
    private const int Octaves = 24;

    private readonly int[] _distances = new int[Octaves * StepsPerOctave];
    private readonly List<LevelFit> _chunkLevels = [];

    /// <summary>Of the whole rendition.</summary>
    public LevelFit Levels { get; } = new();

    public PictureNoise Noise => PictureNoise.Of(Median());

    public static async Task<PictureSurvey> OfAsync(
        FingerprintReader mezzanine, IReadOnlyList<ComparedChunk> chunks, int firstFrame, PictureAdaptation adaptation,
        CancellationToken cancellationToken)
    {
        var survey = new PictureSurvey();
        var window = new FingerprintWindow(mezzanine, 0, adaptation);
        foreach (var chunk in chunks)
        {
            var levels = new LevelFit();
            await using var stream = await chunk.OpenAsync(cancellationToken).ConfigureAwait(false);
            var pictures = await chunk.ReaderAsync(stream, cancellationToken).ConfigureAwait(false);
            for (var frame = 0; frame < pictures.Count; frame++)
            {
                var picture = await pictures.ReadAsync(frame, cancellationToken).ConfigureAwait(false);
                await window.MoveToAsync(firstFrame + chunk.First + frame, cancellationToken).ConfigureAwait(false);
                survey.Add(picture.Span, window, levels);
            }

            survey.Levels.Add(levels);
            survey._chunkLevels.Add(levels);
        }

        return survey;
    }

    public bool LevelsAreWrong(int chunk) => _chunkLevels[chunk].AreWrong;

    public IEnumerable<PictureFault> LevelFaults(IReadOnlyList<ComparedChunk> chunks) =>
        from chunk in Enumerable.Range(0, chunks.Count)
        let levels = _chunkLevels[chunk]
        where levels.AreWrong
        select new PictureFault(PictureFaultKind.Levels, chunks[chunk].Number, chunks[chunk].First, chunks[chunk].First + levels.Pictures)
        {
            Description = levels.Describe(),
            Distance = levels.Distance,
        };

    private void Add(ReadOnlySpan<byte> picture, FingerprintWindow window, LevelFit levels)
    {
        if (window.TryGet(0, out var expected))
        {
            var octave = MathF.Log2(Fingerprint.Distance(picture, expected)) - LowestOctave;
            _distances[(int)Math.Clamp(octave * StepsPerOctave, 0, _distances.Length - 1)]++;
            levels.Add(picture, expected);
        }
    }

    private float Median()
    {
        var half = (_distances.Sum() + 1) / 2;
        var (step, seen) = (0, _distances[0]);
        while (seen < half)
        {
            seen += _distances[++step];
        }

        return MathF.Pow(2, (step / (float)StepsPerOctave) + LowestOctave);
    }
}
