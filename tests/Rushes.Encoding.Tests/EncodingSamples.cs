using Rushes.Contracts;
using Rushes.Encoding.Chunks;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Tests;

/// <summary>A ten-second source of 25 frames a second in a transport stream that starts at 10 s, and a recipe for it.</summary>
internal static class EncodingSamples
{
    public const long FirstTime = 900_000;
    public const long FrameTicks = 3_600;

    public static Timeline Timeline(int frames = 250) => Media.Timelines.Timeline.FromSource(
        new MediaRational(1, 90_000),
        [.. Enumerable.Range(0, frames).Select(frame => FirstTime + (frame * FrameTicks))],
        FrameTicks,
        [.. Enumerable.Range(0, (frames + 49) / 50).Select(key => FirstTime + (key * 50 * FrameTicks))]);

    public static VideoTrack Track() => new()
    {
        StreamIndex = 0,
        Codec = "h264",
        PixelFormat = "yuv420p",
        BitDepth = 8,
        Upright = new Resolution { Width = 1920, Height = 1080 },
        Colour = new Colour { Range = "tv", Primaries = "bt709", Transfer = "bt709", Matrix = "bt709", ChromaLocation = "left" },
        Frames = 250,
    };

    public static Recipe Recipe(string name = "360p", int width = 640, int height = 360) => new()
    {
        Name = name,
        Codec = new Codec { Format = CodecFormat.Avc },
        Resolution = new Resolution { Width = width, Height = height },
        Rate = new RateControl { Crf = 21, Maxrate = 800_000, Buffer = 1_600_000 },
        Chunking = new Chunking { SegmentMs = 6000, TargetMs = 6000 },
    };

    public static EncodeRequest Request(params Recipe[] recipes) => new()
    {
        Source = new VideoSource
        {
            Media = new ObjectRef { Uri = "file:///source.ts" },
            Track = Track(),
            Timeline = new ObjectRef { Uri = "file:///timeline.rtl" },
        },
        Recipes = { recipes },
        EncoderSlots = 2,
    };

    public static ChunkTask Task(int from, int to, params Recipe[] recipes) => new()
    {
        Media = new ObjectRef { Uri = "file:///source.ts" },
        Track = Track(),
        Video = new FrameRange { From = 0, To = 250 },
        Frames = new FrameRange { From = from, To = to },
        Recipes = { recipes.Select(recipe => Resolve(recipe)) },
    };

    /// <summary>What encodes the task, into /out.</summary>
    public static IReadOnlyList<string> Command(ChunkTask task, Timeline video, string source = "/in.ts")
    {
        var format = VideoFormats.Of(task.Recipes[0]);
        return new ChunkCommand(format, task, video, new EncoderClock(format, video)).Build(source, "/out", seek: true);
    }

    public static Recipe Resolve(Recipe recipe)
    {
        var resolved = Recipes.RecipeResolver.Resolve(recipe, Track(), 25);
        resolved.Gop = new Gop { DurationMs = 2000 };
        Recipes.RunCap.Fill(resolved.Rate, 1, double.PositiveInfinity);
        return resolved;
    }
}
