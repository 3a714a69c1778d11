using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>
/// An MP4 or QuickTime file laid out for playing from its start: <c>ftyp moov mdat</c>, tracks interleaved, every offset known
/// before the first byte.
/// </summary>
public sealed class ProgressiveFile : IFileLayout
{
    private readonly InterleavedRun[] _runs;
    private readonly ReadOnlyMemory<byte> _header;
    private readonly byte[] _timecodeSample;

    /// <param name="tracks">At least one, pictures first.</param>
    /// <param name="options">Flavour, order of the samples, timecode.</param>
    /// <exception cref="ArgumentException">A track cannot be in such a file.</exception>
    public ProgressiveFile(IReadOnlyList<ProgressiveTrack> tracks, ProgressiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(tracks.Count, nameof(tracks));
        var aligned = options.Flavour == FileFlavour.Mp4 ? DecodedTogether(tracks) : tracks;
        Tracks = [.. aligned.Select(track => track.Index)];
        _runs = options.Copyable ? Interleaving.BySource(Tracks) : Interleaving.ByTime(Tracks);
        _timecodeSample = options.Timecode?.Sample() ?? [];
        var mediaSize = _timecodeSample.Length + _runs.Sum(run => run.Size);
        _header = new MovieLayout(aligned, _runs, options).Write(mediaSize);
        Size = _header.Length + mediaSize;
    }

    public long Size { get; }

    public IReadOnlyList<FrameIndex> Tracks { get; }

    public IEnumerable<FileRun> Runs()
    {
        yield return FileRun.OfBoxes(_header);
        if (_timecodeSample.Length > 0)
        {
            yield return FileRun.OfBoxes(_timecodeSample);
        }

        foreach (var interleaved in _runs)
        {
            foreach (var run in SampleRuns.Of(Tracks[interleaved.Track], interleaved.Track, interleaved.From, interleaved.To))
            {
                yield return run;
            }
        }
    }

    /// <summary>The index of a track of the file itself.</summary>
    /// <param name="track">Position in <see cref="Tracks"/>.</param>
    /// <param name="uri">Of the file, relative to where the index will be.</param>
    public FrameIndex CreateIndex(int track, string uri)
    {
        var index = Tracks[track];
        var offsets = new long[index.Count];
        var offset = (long)_header.Length + _timecodeSample.Length;
        foreach (var run in _runs)
        {
            var next = offset;
            for (var frame = run.From; run.Track == track && frame < run.To; frame++)
            {
                offsets[frame] = next;
                next += index.Size(frame);
            }

            offset += run.Size;
        }

        // Wherever the samples come from, edit lists put presentation time 0 at 0 here.
        return index.Moved([new IndexedChunk(uri, Size, default, 0, index.Count)], offsets, origin: 0, index.Encryption);
    }

    // A player that knows no edit lists starts all tracks with their first decode time: at one instant, as in CMAF packages.
    private static IReadOnlyList<ProgressiveTrack> DecodedTogether(IReadOnlyList<ProgressiveTrack> tracks)
    {
        var lead = tracks.Select(track => PackageBase.DecodeLead(track.Index)).Max();
        return [.. tracks.Select(track => track.Index.Format.Kind == TrackKind.Video ? track with { Index = Led(track.Index) } : track)];

        FrameIndex Led(FrameIndex index) => index.WithDecodeDelay(lead.CeilingTicks(index.Timescale) + index.FirstTime);
    }
}
