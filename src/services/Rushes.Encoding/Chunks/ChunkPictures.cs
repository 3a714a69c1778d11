using System.Globalization;
using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Probing;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// The filters from the decoder to the pictures of the timeline: film frames, fields, or the decoded frames themselves. Decoded frames are
/// chosen by time. What is left out of the pictures made of them is chosen by number, from the first one that is decoded: the times
/// of those that are kept prove that the count was right.
/// </summary>
internal sealed class ChunkPictures(ChunkTask task, Timeline video, EncoderClock clock)
{
    /// <summary>Frames of the timeline beyond each end of the chunk that its pictures depend on.</summary>
    public static int Roll(VideoTrack track) => track.Pictures switch
    {
        TimelinePictures.Film => PictureFilter.Reach,
        TimelinePictures.Fields => 2 * PictureFilter.Reach,
        _ => 0,
    };

    /// <summary>Pictures are not simply the decoded frames.</summary>
    public static bool AreMade(VideoTrack track) => track.Pictures != TimelinePictures.Unspecified;

    /// <param name="decoded">Of the video, half-open.</param>
    public IEnumerable<string> Filters((int From, int To) decoded) => AreMade(task.Track)
        ?
        [
            // Times of the timeline may lie between ticks of the source.
            SetClock, Cut(decoded.From, decoded.To),
            PictureFilter.For(task.Track.Pictures, task.Track.FieldOrder, task.Track.PixelFormat), SetClock,
            video.KeepsEveryPicture ? Cut((int)task.Frames.From, (int)task.Frames.To) : Select(decoded.From),
        ]
        : [Cut(decoded.From, decoded.To)];

    /// <summary>The pictures of a range of the video by their times; the last one of a source has no end.</summary>
    public string Cut(int from, int to) => string.Create(
        CultureInfo.InvariantCulture, $"trim=start_pts={video.SourceTime(from)}{((to < video.Count ? video.SourceTime(to) : video.SourceTimeAfter) is { } end ? $":end_pts={end}" : "")}");

    private string SetClock => $"settb={clock.SourceTimeBase}";

    // Those of the chunk, but not those between two that are kept.
    private string Select(int decodedFrom)
    {
        var (first, last) = (Number((int)task.Frames.From), Number((int)task.Frames.To - 1));
        var terms = OmittedPictures.Of(video, (int)task.Frames.From, (int)task.Frames.To)
            .Select(run => string.Create(CultureInfo.InvariantCulture, $"-between(n\\,{Relative(run.First)}\\,{Relative(run.Last)})*not(mod(n-{Relative(run.First)}\\,{run.Step}))"));
        return string.Create(CultureInfo.InvariantCulture, $"select=between(n\\,{first}\\,{last}){string.Concat(terms)}");

        int Number(int frame) => Relative(video.PictureOf(frame));

        int Relative(int picture) => picture - video.PictureOf(decodedFrom);
    }
}
