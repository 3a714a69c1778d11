using Rushes.Media.Isobmff;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Holds the media of a streamed track against the proof: one file, or a file for each segment.</summary>
/// <param name="package">That the track is of.</param>
/// <param name="track">As the proof has it.</param>
/// <param name="records">Of its frames.</param>
internal sealed class StreamVerifier(PackageInspection package, ProvenTrack track, FrameRecords records)
{
    private readonly MediaParts _parts = new(track);
    private readonly HashSet<string> _changedSizes = [];

    /// <param name="problems">Added to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether frames were decrypted.</returns>
    public async Task<bool> VerifyAsync(List<ProofProblem> problems, CancellationToken cancellationToken)
    {
        FindOtherSizes(problems);
        await using var media = Open();
        var tables = media is null ? null : await ReadTablesAsync(media, problems, cancellationToken).ConfigureAwait(false);
        var indexed = records.Index is { } index ? FrameLayout.Of(index, _parts) : null;
        if (indexed is not null && tables is not null)
        {
            problems.AddRange(TableComparison.Compare(track.Path, records.Index!, indexed, tables, track.Encryption).Select(_parts.Place));
        }

        var layout = indexed is not null && (records.IndexIsProven || tables is null) ? indexed
            : tables is not null ? FrameLayout.Of(tables.Track, package.Proof.Sync.Base * tables.Timescale)
            : null;
        if (layout is null)
        {
            return false;
        }

        var decryption = new TrackDecryption(track, package.Keys);
        using var behind = media is null ? null : await OpenFramesAsync(decryption, media, tables, layout, problems, cancellationToken).ConfigureAwait(false);
        return await VerifyBytesAsync(layout, decryption, behind, problems, cancellationToken).ConfigureAwait(false);
    }

    private void FindOtherSizes(List<ProofProblem> problems)
    {
        foreach (var part in _parts.All)
        {
            var length = package.Folder.LengthOf(part.Path);
            if (length == part.Size)
            {
                continue;
            }

            _changedSizes.Add(part.Path);
            problems.Add(length is null
                ? new ProofProblem(ProofProblemCodes.Missing, part.Path, "is not there")
                : new ProofProblem(ProofProblemCodes.Size, part.Path, $"has {length} bytes instead of {part.Size}"));
        }
    }

    // Where a segment is short, what follows it does not lie where its boxes say.
    private Stream? Open() =>
        _parts.All.Count == 1 ? package.Folder.Open(track.Path)
        : _changedSizes.Count == 0 ? new PartsStream(package.Folder, _parts)
        : null;

    private async Task<FragmentedFile?> ReadTablesAsync(Stream media, List<ProofProblem> problems, CancellationToken cancellationToken)
    {
        try
        {
            return await FragmentedFile.ReadAsync(media, cancellationToken).ConfigureAwait(false);
        }
        catch (MediaFormatException malformed)
        {
            problems.Add(Malformed(malformed));
            return null;
        }
    }

    private async Task<ClearFrameCheck?> OpenFramesAsync(
        TrackDecryption decryption, Stream media, FragmentedFile? tables, FrameLayout layout, List<ProofProblem> problems, CancellationToken cancellationToken)
    {
        try
        {
            return await decryption.OpenAsync(media, tables, layout, records, problems.Add, cancellationToken).ConfigureAwait(false);
        }
        catch (MediaFormatException malformed)
        {
            problems.Add(Malformed(malformed));
            return null;
        }
    }

    private async Task<bool> VerifyBytesAsync(
        FrameLayout layout, TrackDecryption decryption, ClearFrameCheck? behind, List<ProofProblem> problems, CancellationToken cancellationToken)
    {
        var frames = PlacedFrame.InOrder([layout]);
        if (PlacedFrame.FindDisorder(frames, 1) is { } disorder)
        {
            problems.Add(_parts.Place(layout.At(new ProofProblem(ProofProblemCodes.Tables, track.Path, "lies over the frame before it, or before that one"), disorder.Frame)));
            return false;
        }

        using var check = new FrameCheck(layout.Sizes, records.Written.Digests, behind);
        var boxesChanged = await ReadAsync(frames, check, problems, cancellationToken).ConfigureAwait(false);
        var judgement = new PassJudgement(track.Path, layout, track.WrittenFrames, records.Written);
        problems.AddRange(judgement.Judge(check, boxesChanged: false).Select(PlaceFrame));
        if (behind is null)
        {
            return false;
        }

        var clear = decryption.Judge(behind, layout, boxesChanged).ToArray();
        problems.AddRange(clear.Select(PlaceFrame));
        return !clear.Any(problem => problem.Code == ProofProblemCodes.Key);

        ProofProblem PlaceFrame(ProofProblem problem) => problem.Code == ProofProblemCodes.Frame ? _parts.Place(problem) : problem;
    }

    /// <returns>Whether boxes have other bytes.</returns>
    private async Task<bool> ReadAsync(PlacedFrame[] frames, FrameCheck check, List<ProofProblem> problems, CancellationToken cancellationToken)
    {
        var (next, changed) = (0, false);
        foreach (var part in _parts.All)
        {
            var first = next;
            while (next < frames.Length && (frames[next].Offset < part.End || part == _parts.All[^1]))
            {
                next++;
            }

            using var pass = new MediaPass(frames.AsMemory(first..next), [check]);
            await using var file = package.Folder.Open(part.Path);
            var boxes = await pass.RunAsync(file, part.Start, package.Advance, cancellationToken).ConfigureAwait(false);

            // Of a file that was cut off it is no news that bytes are missing.
            if (boxes != part.Boxes && !_changedSizes.Contains(part.Path))
            {
                changed = true;
                problems.Add(new ProofProblem(ProofProblemCodes.Boxes, part.Path, "the boxes around the frames have other bytes"));
            }
        }

        return changed;
    }

    private ProofProblem Malformed(MediaFormatException malformed) =>
        _parts.Place(new ProofProblem(ProofProblemCodes.Malformed, track.Path, malformed.What) { Offset = malformed.Offset });
}
