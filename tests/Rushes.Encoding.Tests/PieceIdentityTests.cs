using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using Rushes.Tools.Locating;

namespace Rushes.Encoding.Tests;

public sealed class PieceIdentityTests
{
    private static readonly string Usual = Of()!;

    [Fact]
    public void Identity_SameWork_IsTheSame()
    {
        Assert.Equal(Usual, Of());
        Assert.Equal(Usual, Of(change: (task, _) => task.Media.Uri = "file:///copy.ts"));
        Assert.Equal(Usual, Of(change: (task, _) => task.Recipes[0].Name = "other"));
        Assert.Equal(Usual, Of(change: (task, _) => task.Recipes.Add(EncodingSamples.Task(0, 50, EncodingSamples.Recipe("b", 320, 180)).Recipes[0])));
        Assert.Equal(Usual, Of(change: (_, piece) => piece.Number = 7));
        Assert.Equal(Usual, Of(change: (task, _) => task.Track.Frames = 251));
    }

    [Fact]
    public void Identity_AnythingElse_IsAnother() => Assert.All(
        (IReadOnlyList<string?>)
        [
            Of(digest: "another build"),
            Of(change: (_, piece) => piece.Digest = ByteString.CopyFromUtf8("edited")),
            Of(change: (task, _) => task.Recipes[0].Rate.Crf = 22),
            Of(change: (task, _) => task.Recipes[0].Resolution.Width = 642),
            Of(change: (task, _) => task.Recipes[0].Preset = "slow"),
            Of(change: (task, _) => task.Recipes[0].Colour.Range = "pc"),
            Of(change: (task, _) => task.Recipes[0].Steps = new Steps { Crop = new Rectangle { Width = 100, Height = 100 } }),
            Of(change: (task, _) => task.Track.Rotation = 90),
            Of(change: (task, _) => task.Frames.To = 149),
            Of(change: (task, _) => task.Frames = new FrameRange { From = 150, To = 200 }),
        ],
        other => Assert.NotEqual(Usual, other));

    [Fact]
    public void Identity_HalfTheFrames_IsAnother()
    {
        var film = EncodingSamples.Timeline();
        var half = HalfTimeline.Of(film, 6000).Timeline;

        // Of the same seconds; with the frames of the one at the numbers of the other.
        Assert.NotEqual(Usual, Of(video: half, change: (task, _) => task.Frames = new FrameRange { From = 50, To = 75 }));
        Assert.NotEqual(Usual, Of(video: half));
    }

    // The command of one beside a bit rate does not name the cap; a piece that goes beyond is made again by another.
    [Fact]
    public void Identity_EncoderThatIsHeldToItsCap_IsOfTheBufferThatThePieceFindsAndLeaves()
    {
        var inner = OfCap(CodecFormat.Av1, 400_000, 100, 150);

        Assert.Equal(inner, OfCap(CodecFormat.Av1, 400_000, 100, 150));
        Assert.NotEqual(inner, OfCap(CodecFormat.Av1, 500_000, 100, 150));
        Assert.NotEqual(inner, OfCap(CodecFormat.Av1, 400_000, 100, 150, film: 150));
        Assert.Equal(OfCap(CodecFormat.Avc, 400_000, 100, 150), OfCap(CodecFormat.Avc, 400_000, 100, 150, film: 150));
    }

    [Fact]
    public void Identity_SecondPass_IsOfItsShareAndStatistics()
    {
        var usual = OfShare(200_000, "statistics");

        Assert.Equal(usual, OfShare(200_000, "statistics"));
        Assert.NotEqual(usual, OfShare(300_000, "statistics"));
        Assert.NotEqual(usual, OfShare(200_000, "others"));
    }

    [Fact]
    public void Identity_EncodersInLibraries_IsNone() => Assert.Null(Of(digest: ""));

    [Fact]
    public void Identity_SourceNotKnown_IsNone() => Assert.Null(Of(change: (_, piece) => piece.Digest = ByteString.Empty));

    private static string? OfCap(CodecFormat codec, long buffer, int from, int to, int film = 250) => Of(change: (task, _) =>
    {
        task.Recipes[0].Codec = new Codec { Format = codec };
        task.Recipes[0].Rate = new RateControl { Bitrate = 100_000, Maxrate = 200_000, Buffer = buffer, RunMaxrate = 200_000, RunBuffer = 180_000 };
        (task.Frames, task.Video) = (new FrameRange { From = from, To = to }, new FrameRange { From = 0, To = film });
    });

    private static string? OfShare(long bitrate, string statistics) => Of(change: (task, piece) =>
    {
        task.Recipes[0].Rate = new RateControl { Bitrate = 250_000, Passes = 2 };
        piece.Shares.Add(new RunShare
        {
            Rendition = task.Recipes[0].Name,
            Bitrate = bitrate,
            Statistics = { new Statistics { Suffix = ".log", File = new ObjectRef { Uri = "file:///log", Digest = ByteString.CopyFromUtf8(statistics) } } },
        });
    });

    private static string? Of(string digest = "build", Action<ChunkTask, Piece>? change = null, Timeline? video = null)
    {
        var task = EncodingSamples.Task(100, 150, EncodingSamples.Recipe());
        var piece = new Piece { Digest = ByteString.CopyFromUtf8("source"), Frames = task.Frames };
        change?.Invoke(task, piece);
        var ffmpeg = new ToolInstallation("ffmpeg", "/ffmpeg", "7", digest) { Encoders = new HashSet<string>(), Filters = new HashSet<string>(), LibavutilMajor = 59, IsSelfContained = digest.Length > 0 };
        task.Pieces.Clear();
        task.Pieces.Add(piece);
        var format = VideoFormats.Of(task.Recipes[0]);
        video ??= EncodingSamples.Timeline();
        return new PieceIdentity(ffmpeg, format, video, new EncoderClock(format, video)).Of(task, task.Recipes[0]);
    }
}
