using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>What others say of a media file: attributes by name, "Video.CodecID" of MediaInfo, "video.tags.timecode" of ffprobe.</summary>
internal static class MediaReport
{
    /// <summary>The first stream of each kind, as MediaInfo calls them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfMediaInfoAsync(string path)
    {
        var lines = await JudgeTools.RunAsync(JudgeTools.MediaInfo(), ["--Output=JSON", path], TestContext.Current.CancellationToken);
        using var report = JsonDocument.Parse(string.Concat(lines));
        return Flatten(report.RootElement.GetProperty("media").GetProperty("track"), "@type");
    }

    /// <summary>The first stream of each kind, as ffprobe calls them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfFfprobeAsync(string path)
    {
        using var report = JsonDocument.Parse(await PackagedMedia.ProbeAsync(path));
        return Flatten(report.RootElement.GetProperty("streams"), "codec_type");
    }

    /// <summary>Holds attributes against a report, all at once.</summary>
    /// <param name="expected">"Video.CodecID=apco; Video.FrameCount=12".</param>
    /// <param name="report">Of one of the above.</param>
    public static void Says(string expected, IReadOnlyDictionary<string, string> report)
    {
        var names = expected.Split("; ").Select(pair => pair.Split('=')[0]);
        Assert.Equal(expected, string.Join("; ", names.Select(name => $"{name}={report.GetValueOrDefault(name, "nothing")}")));
    }

    private static Dictionary<string, string> Flatten(JsonElement streams, string kind)
    {
        var report = new Dictionary<string, string>();
        foreach (var stream in streams.EnumerateArray())
        {
            Add(report, stream.GetProperty(kind).GetString()!, stream);
        }

        return report;
    }

    private static void Add(Dictionary<string, string> report, string prefix, JsonElement values)
    {
        foreach (var value in values.EnumerateObject())
        {
            var name = $"{prefix}.{value.Name}";
            if (value.Value.ValueKind == JsonValueKind.Object)
            {
                Add(report, name, value.Value);
            }
            else
            {
                report.TryAdd(name, value.Value.ToString());
            }
        }
    }
}
