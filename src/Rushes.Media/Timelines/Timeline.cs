using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>
/// For each output frame, in presentation order: its time in the source, which picture of the source it is, and its presentation time and
/// duration in the output.
/// The splitter, encoder, validation and packager all check against it. Immutable and cheap: eight bytes a frame, sixteen
/// where the output has times of its own, and four more where it leaves pictures out.
/// </summary>
/// <remarks>
/// Output ticks are exact: the timescale is the denominator of the source's time base and a source tick is its numerator,
/// so 1001/30000 and 1/90000 both come out whole. Frame 0 is shown at 0.
/// </remarks>
public sealed class Timeline
{
    private readonly long[] _sourceTimes;

    // In source ticks, rising; the very array of source times where those rise themselves.
    private readonly long[] _shownTimes;
    private readonly long[] _seekPoints;

    // Null where every picture is kept.
    private readonly int[]? _pictures;
    private readonly long _numerator;

    private Timeline(Rational timeBase, long[] sourceTimes, long[] shownTimes, long lastDuration, long[] seekPoints, int[]? pictures)
    {
        SourceTimeBase = timeBase;
        Timescale = (uint)timeBase.Denominator;
        _numerator = timeBase.Numerator;
        _sourceTimes = sourceTimes;
        _shownTimes = shownTimes;
        _seekPoints = seekPoints;
        _pictures = pictures;
        LastSourceDuration = lastDuration;
    }

    /// <summary>Output ticks a second.</summary>
    public uint Timescale { get; }

    /// <summary>Seconds a source tick.</summary>
    public Rational SourceTimeBase { get; }

    /// <summary>Frames; at least one.</summary>
    public int Count => _sourceTimes.Length;

    /// <summary>When the first frame is shown on the source's clock, seconds.</summary>
    public Rational FirstTime => SourceTimeBase * _shownTimes[0];

    /// <summary>Pts in the source of the frame after the last, of what this is a slice of, source ticks; null: the source ends with it.</summary>
    public long? SourceTimeAfter { get; private init; }

    /// <summary>Source pts of packets where a decoder can start, ascending, source ticks.</summary>
    public IReadOnlyList<long> SeekPoints => _seekPoints;

    /// <summary>First frames of shots, ascending, without frame 0; empty where nobody has looked for them.</summary>
    public IReadOnlyList<int> Cuts { get; private init; } = [];

    /// <summary>Output ticks from the first frame to the end of the last.</summary>
    public long TotalDuration => PresentationTime(Count - 1) + Duration(Count - 1);

    /// <summary>Frames a second, over all of them.</summary>
    public Rational AverageRate => new(Count * (long)Timescale, TotalDuration);

    /// <summary>Frames come at one rate, but for the ticks that containers round to: none lies half a frame from where that rate puts it.</summary>
    public bool IsSteady()
    {
        var duration = (double)TotalDuration / Count;
        for (var frame = 0; frame < Count; frame++)
        {
            if (Math.Abs(PresentationTime(frame) - (frame * duration)) > duration / 2)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// How long a frame is shown, output ticks: as long as the middle one of all, by length. The last counts only where it is alone: nothing ends it.
    /// </summary>
    public long UsualDuration()
    {
        var durations = new long[Math.Max(1, Count - 1)];
        for (var frame = 0; frame < durations.Length; frame++)
        {
            durations[frame] = Duration(frame);
        }

        Array.Sort(durations);
        return durations[durations.Length / 2];
    }

    internal long LastSourceDuration { get; }

    internal ReadOnlySpan<long> SourceTimes => _sourceTimes;

    internal ReadOnlySpan<long> ShownTimes => _shownTimes;

    internal ReadOnlySpan<int> Pictures => _pictures;

    /// <summary>No picture of the source is left out, neither between frames nor behind the last.</summary>
    public bool KeepsEveryPicture => _pictures is null;

    /// <summary>Frames are shown at their own times; where the source repeats some, those are not what a viewer, or an encoder, should see.</summary>
    public bool ShowsSourceTimes => ReferenceEquals(_shownTimes, _sourceTimes);

    /// <summary>Whether there can be a timeline of such times: ticks of a hostile file may be too fine, or too far apart.</summary>
    /// <param name="sourceTimeBase">Seconds a tick.</param>
    /// <param name="first">When the first frame is shown, source ticks.</param>
    /// <param name="end">When the last one is shown no more.</param>
    public static bool CanHold(Rational sourceTimeBase, long first, long end) => TimelineRules.CanHold(sourceTimeBase, first, end);

    /// <summary>A timeline that keeps every frame of the source at its time.</summary>
    /// <param name="sourceTimeBase">Seconds a tick; positive, its denominator at most 32 bits.</param>
    /// <param name="sourceTimes">Pts of the decoded frames in presentation order, strictly increasing, at least one.</param>
    /// <param name="lastDuration">Of the last frame, source ticks, positive.</param>
    /// <param name="seekPoints">Pts of key packets; sorted here.</param>
    /// <exception cref="ArgumentException">One of these does not hold.</exception>
    public static Timeline FromSource(
        Rational sourceTimeBase, ReadOnlySpan<long> sourceTimes, long lastDuration, IEnumerable<long> seekPoints)
    {
        var times = sourceTimes.ToArray();
        return Create(sourceTimeBase, times, times, lastDuration, seekPoints);
    }

    /// <inheritdoc cref="FromSource(Rational, ReadOnlySpan{long}, long, IEnumerable{long})"/>
    public static Timeline FromSource(
        Rational sourceTimeBase, IReadOnlyList<long> sourceTimes, long lastDuration, IEnumerable<long> seekPoints) =>
        FromSource(sourceTimeBase, sourceTimes.ToArray().AsSpan(), lastDuration, seekPoints);

    /// <summary>A timeline that keeps every frame of a source whose own times do not always rise.</summary>
    /// <param name="sourceTimeBase">Seconds a tick; positive, its denominator at most 32 bits.</param>
    /// <param name="sourceTimes">Pts of the decoded frames in presentation order, never falling, at least one.</param>
    /// <param name="shownTimes">When each of them is to be shown, on the same clock, strictly increasing.</param>
    /// <param name="lastDuration">Of the last frame, source ticks, positive.</param>
    /// <param name="seekPoints">Pts of key packets; sorted here.</param>
    /// <exception cref="ArgumentException">One of these does not hold.</exception>
    public static Timeline FromMended(
        Rational sourceTimeBase, IReadOnlyList<long> sourceTimes, IReadOnlyList<long> shownTimes, long lastDuration, IEnumerable<long> seekPoints)
    {
        ArgumentNullException.ThrowIfNull(sourceTimes);
        ArgumentNullException.ThrowIfNull(shownTimes);
        return sourceTimes.SequenceEqual(shownTimes)
            ? FromSource(sourceTimeBase, sourceTimes, lastDuration, seekPoints)
            : Create(sourceTimeBase, [.. sourceTimes], [.. shownTimes], lastDuration, seekPoints);
    }

    /// <summary>A timeline that leaves pictures out: frames as in <see cref="FromMended"/>, but not all of those that the source has.</summary>
    /// <param name="sourceTimeBase">Seconds a tick.</param>
    /// <param name="sourceTimes">Of the pictures that are kept.</param>
    /// <param name="shownTimes">Of the same.</param>
    /// <param name="lastDuration">Source ticks.</param>
    /// <param name="seekPoints">Source ticks.</param>
    /// <param name="pictures">Number of each kept picture, counted over all of the source from 0; strictly increasing.</param>
    /// <exception cref="ArgumentException">One of these does not hold.</exception>
    internal static Timeline FromSome(
        Rational sourceTimeBase, long[] sourceTimes, long[] shownTimes, long lastDuration, IEnumerable<long> seekPoints, int[] pictures)
    {
        TimelineRules.CheckPictures(pictures, sourceTimes.Length);
        return Create(
            sourceTimeBase, sourceTimes, sourceTimes.AsSpan().SequenceEqual(shownTimes) ? sourceTimes : shownTimes, lastDuration, seekPoints,
            pictures);
    }

    /// <summary>The same, with where its shots start.</summary>
    /// <param name="cuts">First frames of shots.</param>
    /// <exception cref="ArgumentException">They do not rise from 1 on, or there is no such frame.</exception>
    public Timeline WithCuts(IEnumerable<int> cuts)
    {
        ArgumentNullException.ThrowIfNull(cuts);
        int[] starts = [.. cuts];
        TimelineRules.CheckCuts(starts, Count);
        return new Timeline(SourceTimeBase, _sourceTimes, _shownTimes, LastSourceDuration, _seekPoints, _pictures)
        {
            SourceTimeAfter = SourceTimeAfter,
            Cuts = starts,
        };
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="MediaFormatException">It is not a timeline.</exception>
    public static Timeline ReadFrom(Stream stream) => TimelineFile.Read(stream);

    /// <summary>Pts of the frame in the source, source ticks.</summary>
    public long SourceTime(int frame) => _sourceTimes[frame];

    /// <summary>
    /// The number of the picture that the frame shows, among those that the source has (or that filters make of it, film frames or
    /// fields). Where it starts is not said: differences count.
    /// </summary>
    public int PictureOf(int frame) => _pictures is null ? frame : _pictures[frame];

    /// <summary>When the frame is shown, output ticks; frame 0 at 0.</summary>
    public long PresentationTime(int frame) => (_shownTimes[frame] - _shownTimes[0]) * _numerator;

    /// <summary>How long the frame is shown, output ticks.</summary>
    public long Duration(int frame) => frame == Count - 1
        ? LastSourceDuration * _numerator
        : (_shownTimes[frame + 1] - _shownTimes[frame]) * _numerator;

    /// <summary>
    /// Whether the source can be cut before the frame: not where it has the time of the frame before it, because source
    /// times are all that a cut goes by.
    /// </summary>
    public bool CanStartAt(int frame) => frame == 0 || _sourceTimes[frame] > _sourceTimes[frame - 1];

    /// <summary>The first frame shown at or after a time from the first frame's; <see cref="Count"/> when there is none.</summary>
    public int FirstFrameAtOrAfter(Rational seconds) => FirstFrameAtOrAfter((Int128)seconds.Numerator * Timescale, seconds.Denominator);

    /// <param name="parts">Of ticks.</param>
    /// <param name="ofTick">How many of them are a tick.</param>
    internal int FirstFrameAtOrAfter(Int128 parts, long ofTick)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if ((Int128)PresentationTime(middle) * ofTick >= parts)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The frames of a half-open range as a timeline of their own, which starts at 0 again; all seek points stay.</summary>
    public Timeline Slice(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        var last = to == Count ? LastSourceDuration : _shownTimes[to] - _shownTimes[to - 1];
        var sourceTimes = _sourceTimes[from..to];
        return new Timeline(
            SourceTimeBase, sourceTimes, ShowsSourceTimes ? sourceTimes : _shownTimes[from..to], last, _seekPoints, _pictures?[from..to])
        {
            SourceTimeAfter = to == Count ? SourceTimeAfter : _sourceTimes[to],
            Cuts = [.. Cuts.Where(cut => cut > from && cut < to).Select(cut => cut - from)],
        };
    }

    /// <summary>Some of the frames, each shown until the next of them, the last one until the end; without cuts.</summary>
    /// <param name="frames">Ascending, from 0.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal Timeline Only(int[] frames)
    {
        if (frames is not [0, ..])
        {
            throw new ArgumentException("The first frame stays.", nameof(frames));
        }

        var pictures = Array.ConvertAll(frames, PictureOf);
        TimelineRules.CheckPictures(pictures, frames.Length);
        var (sourceTimes, shownTimes) = (Array.ConvertAll(frames, SourceTime), Array.ConvertAll(frames, frame => _shownTimes[frame]));
        var last = _shownTimes[^1] - shownTimes[^1] + LastSourceDuration;
        return new Timeline(SourceTimeBase, sourceTimes, sourceTimes.AsSpan().SequenceEqual(shownTimes) ? sourceTimes : shownTimes, last, _seekPoints, pictures)
        {
            SourceTimeAfter = SourceTimeAfter,
        };
    }

    /// <summary>Writes the stored form: magic "RTL1" and Protobuf, the same bytes for the same timeline.</summary>
    public void WriteTo(Stream stream) => TimelineFile.Write(this, stream);

    private static Timeline Create(
        Rational timeBase, long[] sourceTimes, long[] shownTimes, long lastDuration, IEnumerable<long> seekPoints, int[]? pictures = null)
    {
        ArgumentNullException.ThrowIfNull(seekPoints);
        TimelineRules.Check(timeBase, sourceTimes, shownTimes, lastDuration);
        return new Timeline(timeBase, sourceTimes, shownTimes, lastDuration, [.. seekPoints.Distinct().Order()], pictures);
    }
}
