using Rushes.Media.Fingerprints;
using Rushes.Media.Telecine;
using Rushes.Media.Timelines;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>How pictures differ from the ones before, as the scan has left it: cells for each picture but the first.</summary>
internal static class FrameDifferences
{
    private const int PicturesAtOnce = 256;

    /// <param name="path">A local file.</param>
    /// <param name="frames">Every decoded frame.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">There are not as many as there should be.</exception>
    public static async Task<Cadence> FindCadenceAsync(string path, Timeline frames, CancellationToken cancellationToken)
    {
        var differences = await ReadAsync(path, frames.Count, cancellationToken);
        // Frames are cut out by their times: where some have the same one, none of them can be left out.
        return Enumerable.Range(0, frames.Count).All(frames.CanStartAt) ? CadenceSearch.Find(differences) : Cadence.OfVideo(frames.Count);
    }

    // A repeat differs in no cell: a mouth that moves fills one of them.
    private static async Task<byte[]> ReadAsync(string path, int frames, CancellationToken cancellationToken)
    {
        await using var cells = File.OpenRead(path);
        if (cells.Length != (frames - 1L) * Fingerprint.Size)
        {
            throw new InvalidDataException($"FFmpeg wrote {cells.Length} bytes of differences for {frames} frames.");
        }

        var differences = new byte[frames];
        var buffer = new byte[PicturesAtOnce * Fingerprint.Size];
        for (var frame = 1; frame < frames;)
        {
            var read = await cells.ReadAtLeastAsync(buffer, Math.Min(buffer.Length, (frames - frame) * Fingerprint.Size), cancellationToken: cancellationToken);
            for (var at = 0; at < read; at += Fingerprint.Size)
            {
                differences[frame++] = Fingerprint.Largest(buffer.AsSpan(at, Fingerprint.Size));
            }
        }

        return differences;
    }
}
