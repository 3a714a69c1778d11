using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Cutting;

/// <summary>
/// A range of a timeline's pictures, out of its source: how FFmpeg finds them, makes them, and proves that they are those. Pure.
/// <para>
/// Frames are chosen by their decoded time, never by count or by seeking exactly: the demuxer seeks to a key frame well before them, and
/// <c>trim</c> takes those from the first time to the last. Film frames and fields are made of decoded frames; what is left out of them is
/// chosen by number, from the first one that is decoded, and the times of those that are kept prove that the count was right. So are decoded
/// frames of which the timeline keeps some.
/// </para>
/// </summary>
public sealed class PictureCut
{
    private readonly VideoTrack _track;
    private readonly Timeline _video;
    private readonly int _from;
    private readonly int _to;

    // Filters behind the cut see frames that the timeline leaves out.
    private readonly bool _omitsLater;

    /// <param name="track">Of the source.</param>
    /// <param name="video">All frames.</param>
    /// <param name="from">The first frame.</param>
    /// <param name="to">Behind the last frame.</param>
    /// <param name="roll">Frames beyond each end that later filters see, so that they make there what they make inside.</param>
    public PictureCut(VideoTrack track, Timeline video, int from, int to, int roll = 0)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(video);
        (_track, _video, _from, _to) = (track, video, from, to);
        AreMade = track.Pictures != TimelinePictures.Unspecified;
        Decoded = WithRoll(Math.Max(Roll(track), roll));
        Proven = AreMade ? (from, to) : Decoded;
        _omitsLater = roll > 0 && !AreMade && !video.KeepsEveryPicture;
    }

    /// <summary>Pictures are not simply the decoded frames.</summary>
    public bool AreMade { get; }

    /// <summary>The frames that are decoded, half-open; with those between them that the timeline leaves out.</summary>
    public (int From, int To) Decoded { get; }

    /// <summary>The frames whose times are noted: all that are decoded, or the pictures of the range alone where those are made of them.</summary>
    public (int From, int To) Proven { get; }

    /// <summary>Seconds of a tick of the source, as FFmpeg takes it.</summary>
    public string TimeBase => TimeBaseOf(_video);

    /// <inheritdoc cref="TimeBase"/>
    public static string TimeBaseOf(Timeline video)
    {
        ArgumentNullException.ThrowIfNull(video);
        return string.Create(CultureInfo.InvariantCulture, $"{video.SourceTimeBase.Numerator}/{video.SourceTimeBase.Denominator}");
    }

    /// <summary>Frames of the timeline beyond each end of a range that its pictures depend on.</summary>
    public static int Roll(VideoTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return track.Pictures switch
        {
            TimelinePictures.Film => PictureFilter.Reach,
            TimelinePictures.Fields => 2 * PictureFilter.Reach,
            _ => 0,
        };
    }

    /// <summary>Whether no decoder may start in its middle.</summary>
    // x264 coded 4:4:4 wrongly before its build 151, and decoders know it by a message in the first access unit alone.
    public static bool NeedsItsStart(VideoTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        return track.Codec == "h264" && track.PixelFormat.Contains("444", StringComparison.Ordinal);
    }

    /// <summary>The filter that counts times from a start, in the source's ticks.</summary>
    /// <param name="start">Source ticks.</param>
    // Whoever takes the frames wants times that rise; where the source repeats one, the next tick will do. The maximum is in this order
    // because there is no previous time at first, and NaN loses as the second one only when it is asked first.
    public static string CountFrom(long start) => string.Create(CultureInfo.InvariantCulture, $"setpts=max(PREV_OUTPTS+1\\,PTS-({start}))");

    /// <summary>
    /// The filters from the decoder to the pictures that are decoded; where they are made, to those of the range. Filters that see beyond the
    /// range see what the timeline leaves out, too.
    /// </summary>
    public IEnumerable<string> Filters() => AreMade
        ?
        [
            // Times of the timeline may lie between ticks of the source.
            SetClock, Cut(Decoded.From, Decoded.To),
            PictureFilter.For(_track.Pictures, _track.FieldOrder, _track.PixelFormat), SetClock,
            .. MadeRange(),
        ]
        : [Cut(Decoded.From, Decoded.To), .. _video.KeepsEveryPicture || _omitsLater ? [] : (string[])[Select(Decoded.From, Decoded.To, Decoded.From)]];

    /// <summary>The filter that leaves the range of what was decoded.</summary>
    public string CutRange() => _omitsLater ? Select(_from, _to, Decoded.From) : Cut(_from, _to);

    /// <summary>The filters of the output that proves the cut.</summary>
    public string ProofFilter() => _omitsLater
        ? $"{Select(Decoded.From, Decoded.To, Decoded.From)},{CountFrom(_video.SourceTime(Proven.From))}"
        : CountFrom(_video.SourceTime(Proven.From));

    /// <summary>Options of an output that passes frames on as they are, and notes their times for <see cref="SourceFrames"/>.</summary>
    /// <param name="pad">Of the filter graph.</param>
    /// <param name="path">Of the file with the times.</param>
    public IReadOnlyList<string> ProofOptions(string pad, string path) =>
    [
        "-map", $"[{pad}]", "-c:v", "wrapped_avframe", "-fps_mode", "passthrough",
        "-enc_time_base", TimeBase,
        "-stats_enc_pre", path, "-stats_enc_pre_fmt", SourceFrames.Format,
    ];

    /// <summary>The first frame that was not the right one; null: all were.</summary>
    /// <param name="path">Where the proof is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<FrameDifference?> FindDifferenceAsync(string path, CancellationToken cancellationToken) =>
        SourceFrames.CompareAsync(path, _video.Slice(Proven.From, Proven.To), cancellationToken);

    /// <summary>Where decoding starts, in source ticks; null: at the start of the source.</summary>
    // The key frame before the last one at or before the range: with one key only, some decoders lack a reference
    // (open GOPs, field pairs).
    public long? SeekPoint
    {
        get
        {
            var points = _video.SeekPoints;
            var first = _video.SourceTime(Decoded.From);
            var (after, end) = (0, points.Count);
            while (after < end)
            {
                var middle = (after + end) / 2;
                (after, end) = points[middle] <= first ? (middle + 1, end) : (after, middle);
            }

            return after < 2 || NeedsItsStart(_track) ? null : points[after - 2];
        }
    }

    /// <summary>Options of the input; none: it is decoded from its start.</summary>
    // Rounded down, because rounding up would land one key later.
    public IReadOnlyList<string> SeekOptions()
    {
        if (SeekPoint is not { } point)
        {
            return [];
        }

        var timeBase = _video.SourceTimeBase;
        var microseconds = (Int128)point * timeBase.Numerator * 1_000_000;
        var floor = microseconds >= 0 ? microseconds / timeBase.Denominator : (microseconds - timeBase.Denominator + 1) / timeBase.Denominator;
        return ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", string.Create(CultureInfo.InvariantCulture, $"{floor}us")];
    }

    private string SetClock => $"settb={TimeBase}";

    private (int From, int To) WithRoll(int roll)
    {
        var from = Math.Max(0, _from - roll);
        while (!_video.CanStartAt(from))
        {
            from--;
        }

        return (from, Math.Min(_video.Count, _to + roll));
    }

    // The last picture of a source has no end.
    private string Cut(int from, int to) => string.Create(
        CultureInfo.InvariantCulture, $"trim=start_pts={_video.SourceTime(from)}{((to < _video.Count ? _video.SourceTime(to) : _video.SourceTimeAfter) is { } end ? $":end_pts={end}" : "")}");

    // A second field is no place where decoding starts: fields are counted from the first of the range, which its time finds.
    private IEnumerable<string> MadeRange() =>
        _video.KeepsEveryPicture ? [CutRange()]
        : _track.Pictures == TimelinePictures.Fields ? [CutRange(), Select(_from, _to, _from)]
        : [Select(_from, _to, Decoded.From)];

    // Those of a range, but not those between two that are kept. Counted from a frame, the first that comes.
    private string Select(int from, int to, int counted)
    {
        var (first, last) = (Number(from), Number(to - 1));
        var terms = OmittedPictures.Of(_video, from, to)
            .Select(run => string.Create(CultureInfo.InvariantCulture, $"-between(n\\,{Relative(run.First)}\\,{Relative(run.Last)})*not(mod(n-{Relative(run.First)}\\,{run.Step}))"));
        return string.Create(CultureInfo.InvariantCulture, $"select=between(n\\,{first}\\,{last}){string.Concat(terms)}");

        int Number(int frame) => Relative(_video.PictureOf(frame));

        int Relative(int picture) => picture - _video.PictureOf(counted);
    }
}
