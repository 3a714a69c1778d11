using System.Globalization;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Packaging.Workflow;

/// <summary>Names of tracks that came without one: "1080p", "de-aac-2.0"; a second of the same name gets "-2".</summary>
internal sealed class TrackNames
{
    private readonly Dictionary<(TrackKind Kind, string Codec, string Name), int> _taken = [];

    public string For(SourceTrack track, FrameIndex index)
    {
        var format = index.Format;
        if (format.Kind == TrackKind.Video)
        {
            var height = format.Picture.Rotation is 90 or 270 ? format.Width : format.Height;
            return Take(index, string.Create(CultureInfo.InvariantCulture, $"{height}p"));
        }

        var language = new TrackSource(track, index, string.Empty).Language;
        return Take(index, $"{language}-{format.Codec}-{Channels(format.Channels)}");
    }

    /// <summary>The name, made unique.</summary>
    public string Take(FrameIndex index, string name)
    {
        var key = (index.Format.Kind, index.Format.Kind == TrackKind.Video ? index.Format.Codec : string.Empty, name);
        var count = _taken[key] = _taken.GetValueOrDefault(key) + 1;
        return count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{count}");
    }

    /// <summary>"2.0", "5.1": the last digit counts low-frequency channels.</summary>
    public static string Channels(int count) => count switch
    {
        6 => "5.1",
        7 => "6.1",
        8 => "7.1",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count}.0"),
    };
}
