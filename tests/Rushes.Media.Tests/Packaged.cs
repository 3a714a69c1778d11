using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests;

/// <summary>Makes chunks with FFmpeg and packages them, the way the services do.</summary>
internal static class Packaged
{
    public static async Task<FrameIndex> VideoAsync(
        TemporaryFolder folder, string name, Timeline timeline, IReadOnlyList<int> chunkStarts, SegmentPlan plan, string size = "192x108")
    {
        var builder = new VideoIndexBuilder(timeline, chunkStarts);
        for (var i = 0; i < chunkStarts.Count; i++)
        {
            var from = chunkStarts[i];
            var to = i + 1 < chunkStarts.Count ? chunkStarts[i + 1] : timeline.Count;
            var path = folder[$"{name}-{i}.mp4"];
            await EncodeChunkAsync(path, timeline, from, to, plan, size);
            builder.Add(await ReadAsync(path, i));
        }

        var result = builder.Build();
        Assert.Empty(result.Problems);
        return result.Index!;
    }

    public static async Task<FrameIndex> AudioAsync(TemporaryFolder folder, string name, double seconds, string layout)
    {
        var path = folder[$"{name}-audio.mp4"];
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", $"sine=f=440:r=48000:d={seconds},aformat=channel_layouts={layout}",
            "-c:a", "aac", "-b:a", "128k", "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "-frag_duration", "1000000", path);
        var result = AudioIndex.Build(await ReadAsync(path, 0), 1024);
        Assert.Empty(result.Problems);
        return result.Index!;
    }

    public static async Task<CmafTrackPlan> WriteAsync(
        TemporaryFolder folder, string name, FrameIndex index, IReadOnlyList<int> starts, long baseSeconds, CmafTrackOptions? options = null)
    {
        var plan = new CmafTrackPlan(index, starts, baseSeconds, options ?? new CmafTrackOptions());
        await using (var file = File.Create(folder[$"{name}.mp4"]))
        {
            await using var source = Source(folder, index);
            await FileWriter.WriteAsync(plan, [source], file, TestContext.Current.CancellationToken);
            await using var digested = Source(folder, index);
            await File.WriteAllBytesAsync(
                folder[$"{name}.rfd"], await FrameDigests.ComputeAsync(index, [digested], TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            Assert.Equal(plan.Size, file.Length);
            await using var stored = File.Create(folder[$"{name}.rfi"]);
            plan.CreateIndex($"{name}.mp4").WriteTo(stored);
        }

        return plan;
    }

    public static FileSampleSource Source(TemporaryFolder folder, FrameIndex index) => new([.. index.Chunks.Select(chunk => folder[chunk.Uri])]);

    public static async Task<ChunkFile> ReadAsync(string path, int number)
    {
        await using var stream = File.OpenRead(path);
        var file = await FragmentedFile.ReadAsync(stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        var digest = await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken);
        return new ChunkFile(number, Path.GetFileName(path), stream.Length, digest, file);
    }

    private static Task<string> EncodeChunkAsync(string path, Timeline timeline, int from, int to, SegmentPlan plan, string size)
    {
        // Frame n of the picture is frame n of the timeline; FFmpeg sees a steady rate, the timeline knows the times.
        var keys = plan.KeyFrames.Where(frame => frame >= from && frame < to).Select(frame => new Rational(frame - from, 25));
        return FFmpeg.RunAsync(
            "-f", "lavfi", "-i", $"testsrc2=s={size}:r=25",
            "-vf", $"trim=start_frame={from}:end_frame={to},setpts=PTS-STARTPTS,format=yuv420p",
            "-c:v", "libx264", "-preset", "medium", "-threads", "1", "-bf", "3",
            "-x264-params", "keyint=infinite:scenecut=0:open-gop=0:stitchable=1",
            "-forced-idr", "1", "-force_key_frames", string.Join(',', keys.Select(key => key.ToSeconds().ToString("F6", null))),
            "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
            "-movflags", "+frag_keyframe+empty_moov+default_base_moof", path);
    }
}
