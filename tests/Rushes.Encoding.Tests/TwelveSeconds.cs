using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Storage.Local;
using Rushes.Testing;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Encoding.Tests;

/// <summary>A real source of twelve seconds at 24 frames a second, its timeline, and a lossless recipe for it: the frames that come out are those that went in.</summary>
internal sealed class TwelveSeconds : IDisposable
{
    public const int Frames = 288;
    private const int FrameTicks = 512;
    private const int Width = 160;
    private const int Height = 90;

    private readonly TemporaryFolder _folder = new();

    public string Path => _folder["source.mp4"];

    public string TimelinePath => _folder["timeline.rtl"];

    public IReadOnlyList<string> Inputs => [Path, TimelinePath];

    public string this[string name] => _folder[name];

    public VideoSource Source
    {
        get
        {
            var track = EncodingSamples.Track();
            (track.Upright, track.Colour, track.Frames) = (new Resolution { Width = Width, Height = Height }, new Colour(), Frames);
            return new VideoSource
            {
                Media = Reference(Path),
                Track = track,
                Timeline = Reference(TimelinePath),
                Frames = new FrameRange { From = 0, To = Frames },
            };
        }
    }

    /// <summary>One chunk of three pieces, four seconds each.</summary>
    public static Recipe Recipe()
    {
        var recipe = EncodingSamples.Recipe(width: Width, height: Height);
        recipe.Rate = new RateControl { Lossless = true };
        recipe.Chunking = new Chunking { SegmentMs = 2000, TargetMs = 12_000, PieceMs = 4000 };
        return recipe;
    }

    /// <param name="cancellationToken">Ends the making.</param>
    /// <param name="filters">On the picture.</param>
    public async Task MakeAsync(CancellationToken cancellationToken, string filters = "null")
    {
        await TestMedia.MakeAsync(
            Path,
            $"-f lavfi -i testsrc2=size=160x90:rate=24:duration=12,{filters} -pix_fmt yuv420p -c:v libx264 -threads 1 -preset ultrafast -g 24 -bf 0 -video_track_timescale 12288",
            cancellationToken);
        await using var file = File.Create(TimelinePath);
        Timeline.FromSource(
            new MediaRational(1, 12_288), [.. Enumerable.Range(0, Frames).Select(frame => (long)frame * FrameTicks)], FrameTicks,
            [.. Enumerable.Range(0, Frames / 24).Select(key => (long)key * 24 * FrameTicks)]).WriteTo(file);
    }

    public void Dispose() => _folder.Dispose();

    private static ObjectRef Reference(string path) => new() { Uri = LocalObjectStore.UriOf(path) };
}
