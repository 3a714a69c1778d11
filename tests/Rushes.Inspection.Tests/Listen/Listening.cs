using Rushes.Contracts;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Workflows;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Inspection.Tests.Listen;

/// <summary>Listens to files as the function does.</summary>
internal static class Listening
{
    public static async Task<SoundHeard> HearAsync(string path, AudioTrack track)
    {
        var scan = new SoundScan(TestMedia.Runner, await TestMedia.FfmpegAsync());
        var outcome = await scan.RunAsync(path, track, onProgress: null, TestContext.Current.CancellationToken);
        Assert.False(outcome is StepOutcome<SoundHeard>.Failed, outcome.ToString() + string.Join(' ', (outcome as StepOutcome<SoundHeard>.Failed)?.Failures ?? []));
        return Assert.IsType<StepOutcome<SoundHeard>.Succeeded>(outcome).Result;
    }

    /// <summary>The tracks of a file, as ffprobe tells of them.</summary>
    public static async Task<IReadOnlyList<AudioTrack>> TracksAsync(string path)
    {
        List<AudioTrack> tracks = [];
        var ffprobe = await TestMedia.FfprobeAsync();
        await TestMedia.Runner.RunAsync(
            new ToolInvocation(ffprobe.Path, ["-v", "quiet", "-select_streams", "a", "-show_entries", "stream=index,codec_name,sample_rate,channels,channel_layout", "-of", "csv=p=0", path])
            {
                OnOutputLine = line =>
                {
                    if (line.Split(',') is [var index, var codec, var rate, var channels, var layout, ..] && tracks.All(track => track.StreamIndex != Number(index)))
                    {
                        tracks.Add(new AudioTrack { StreamIndex = Number(index), Codec = codec, SampleRate = Number(rate), Channels = Number(channels), Layout = layout == "unknown" ? "" : layout });
                    }
                },
            },
            TestContext.Current.CancellationToken);
        return tracks;
    }

    public static string Text(SoundFinding found) => FormattableString.Invariant(
        $"{found.Finding.Code} {found.Finding.Severity} {found.From:0.000}-{found.To:0.000} {string.Join(", ", found.Finding.Evidence.Select(pair => $"{pair.Key} {pair.Value}"))}");

    private static int Number(string text) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}
