using Rushes.Contracts;
using Rushes.Media.Fingerprints;
using Rushes.Media.Timelines;
using Rushes.Testing;
using Rushes.Tools.Cutting;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Cutting;

/// <summary>A film decoded in three parts, from key frame to key frame, held against one decode of the whole.</summary>
internal sealed class DividedFilm(string path, TemporaryFolder folder)
{
    public enum End
    {
        /// <summary>Packets do not tell where its frames are, or there are too few keys.</summary>
        Undivided,

        /// <summary>A part has other frames than its packets tell, or decodes to other pictures than the part before it.</summary>
        Unlike,

        /// <summary>Its parts make the whole.</summary>
        Same,
    }

    /// <exception cref="Xunit.Sdk.XunitException">The parts seem to fit, and do not make the whole.</exception>
    public async Task<End> CompareAsync(CancellationToken cancellationToken)
    {
        if (await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, cancellationToken) is not ProbeOutcome.Probed { Media.Video: var video })
        {
            return End.Undivided;
        }

        var packets = await new PacketScan(TestMedia.Runner, await TestMedia.FfmpegAsync()).FindTimelineAsync(path, video.StreamIndex, cancellationToken);
        if (packets is null || Borders(packets) is not { Length: 4 } borders)
        {
            return End.Undivided;
        }

        List<byte> joined = [];
        foreach (var (from, to) in borders.Zip(borders.Skip(1)))
        {
            if (await DecodeAsync(video, packets, from, Math.Min(packets.Count, to + PartScan.OnTheWay), cancellationToken) is not { } pictures
                || !joined.Skip(from * Fingerprint.Size).SequenceEqual(pictures.Take(joined.Count - (from * Fingerprint.Size))))
            {
                return End.Unlike;
            }

            joined.AddRange(pictures.Skip(joined.Count - (from * Fingerprint.Size)));
        }

        var scan = new FrameScan(TestMedia.Runner, await TestMedia.FfmpegAsync()) { PicturesPath = folder["whole.gray"] };
        var whole = Assert.IsType<ScanOutcome.Scanned>(await scan.RunAsync(path, video, onProgress: null, cancellationToken)).Frames;
        Assert.Equal(Enumerable.Range(0, packets.Count).Select(packets.SourceTime), whole.Times);
        Assert.Equal(packets.SeekPoints, whole.KeyTimes);
        Assert.Equal((0, 0L, 0), (whole.RepeatedTimes, whole.DecodeErrorCount, whole.FormatChanges));
        Assert.True(joined.SequenceEqual(await File.ReadAllBytesAsync(scan.PicturesPath, cancellationToken)), "The pictures are others.");
        return End.Same;
    }

    private async Task<byte[]?> DecodeAsync(ProbedVideo video, Timeline packets, int from, int to, CancellationToken cancellationToken)
    {
        var track = new VideoTrack { Codec = video.Codec, PixelFormat = video.PixelFormat };
        var scan = new PartScan(TestMedia.Runner, await TestMedia.FfmpegAsync()) { PicturesPath = folder["part.gray"] };
        return await scan.RunAsync(path, video, packets, new PictureCut(track, packets, from, to), onProgress: null, cancellationToken) is ScanOutcome.Scanned
            ? await File.ReadAllBytesAsync(scan.PicturesPath, cancellationToken)
            : null;
    }

    // Keys near a third and two thirds of it.
    private static int[] Borders(Timeline packets)
    {
        int[] keys = [.. Enumerable.Range(0, packets.Count).Where(frame => packets.SeekPoints.Contains(packets.SourceTime(frame)))];
        return [.. new[] { 0, FirstFrom(packets.Count / 3), FirstFrom(packets.Count * 2 / 3), packets.Count }.Distinct()];

        int FirstFrom(int frame) => keys.FirstOrDefault(key => key >= frame, packets.Count);
    }
}
