namespace Rushes.Media.Fingerprints;

/// <summary>
/// Holds the pictures of an encode against the mezzanine's, frame by frame: which frame of the mezzanine each of them shows, and
/// whether it shows all of it, as bright as it should be. Reads all fingerprints two or three times, front to back; memory is some
/// kilobytes and a few bytes a frame of the longest chunk.
/// <para>What an encode does to pictures by itself is the noise that everything is measured by: the median distance of the
/// rendition. Where neighbouring frames differ by less, they are the same picture, and which of them is shown is not asked.</para>
/// </summary>
/// <param name="mezzanine">All of its frames.</param>
/// <param name="chunks">Of the encode, in order.</param>
/// <param name="rules">What the recipe does to the pictures on purpose.</param>
public sealed class PictureComparison(FingerprintReader mezzanine, IReadOnlyList<ComparedChunk> chunks, PictureRules rules)
{
    private readonly List<PictureFault> _faults = [];

    /// <returns>Every fault, in order of frames; empty for a good encode.</returns>
    /// <exception cref="MediaFormatException">There are no fingerprints where they should be.</exception>
    public async Task<IReadOnlyList<PictureFault>> RunAsync(CancellationToken cancellationToken)
    {
        var (survey, adaptation) = await SurveyAsync(cancellationToken).ConfigureAwait(false);
        List<ChunkAlignment> strangers = [];
        for (var number = 0; number < chunks.Count; number++)
        {
            if (!survey.LevelsAreWrong(number) || survey.Levels.AreWrong)
            {
                await CompareAsync(number, survey.Noise, adaptation, strangers, cancellationToken).ConfigureAwait(false);
            }
        }

        if (strangers.Count > 0)
        {
            _faults.AddRange(await new ChunkSearch(mezzanine, chunks, rules, survey.Noise).FindAsync(strangers, cancellationToken).ConfigureAwait(false));
        }

        return [.. WholeRendition.Merge(_faults, chunks).OrderBy(fault => fault.From)];
    }

    private async Task<(PictureSurvey Survey, PictureAdaptation Adaptation)> SurveyAsync(CancellationToken cancellationToken)
    {
        var adaptation = new PictureAdaptation();
        var survey = await PictureSurvey.OfAsync(mezzanine, chunks, rules.FirstFrame, adaptation, cancellationToken).ConfigureAwait(false);
        if (!rules.MapsTones)
        {
            _faults.AddRange(survey.LevelFaults(chunks));
        }

        if (!rules.MapsTones && !survey.Levels.AreWrong)
        {
            return (survey, adaptation);
        }

        // Times and area are compared as if the levels were right.
        adaptation = new PictureAdaptation(survey.Levels.ToMapping());
        var mapped = await PictureSurvey.OfAsync(mezzanine, chunks, rules.FirstFrame, adaptation, cancellationToken).ConfigureAwait(false);
        return (mapped, adaptation);
    }

    private async Task CompareAsync(
        int number, PictureNoise noise, PictureAdaptation adaptation, List<ChunkAlignment> strangers, CancellationToken cancellationToken)
    {
        var chunk = chunks[number];
        await using var stream = await chunk.OpenAsync(cancellationToken).ConfigureAwait(false);
        var pictures = await chunk.ReaderAsync(stream, cancellationToken).ConfigureAwait(false);
        if (pictures.Count == 0)
        {
            return;
        }

        var alignment = new ChunkAlignment(chunk.Number, chunk.First, pictures.Count, noise);
        var geometry = new GeometryFit(chunk.Cells ?? WholeCells.All);
        var window = new FingerprintWindow(mezzanine, ChunkAlignment.Reach, adaptation);
        for (var frame = 0; frame < pictures.Count; frame++)
        {
            var picture = await pictures.ReadAsync(frame, cancellationToken).ConfigureAwait(false);
            await window.MoveToAsync(rules.FirstFrame + chunk.First + frame, cancellationToken).ConfigureAwait(false);
            if (alignment.Add(picture.Span, window))
            {
                geometry.Add(picture.Span, window);
            }
        }

        var misplaced = new GeometryVerdict(geometry, noise, mezzanine.Source.IsInterlaced && !rules.IsDeinterlaced);
        _faults.AddRange(misplaced.Faults(chunk.First, pictures.Count, chunk.Number));
        if (misplaced.HidesTime)
        {
            return;
        }

        alignment.Solve();
        if (alignment.IsStrange)
        {
            strangers.Add(alignment);
        }
        else
        {
            _faults.AddRange(AlignmentFaults.Of(alignment));
        }
    }
}
