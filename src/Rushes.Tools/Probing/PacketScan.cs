using Rushes.Media.Timelines;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Tools.Probing;

/// <summary>Reads the packets of the picture track and decodes none: as fast as the file can be read.</summary>
public sealed class PacketScan(IToolRunner runner, ToolInstallation ffmpeg)
{
    private readonly ListingTool _tool = new(runner, ffmpeg);

    /// <summary>The timeline that a film has if each packet is a frame. Only a decode tells whether it is so.</summary>
    /// <param name="path">A local file that <see cref="MediaProbe"/> has accepted.</param>
    /// <param name="streamIndex">Of its picture track.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: packets have no times, or not each its own, or something is wrong with the file.</returns>
    public async Task<Timeline?> FindTimelineAsync(string path, int streamIndex, CancellationToken cancellationToken)
    {
        var (packets, log) = (new PacketListing(), new ScanLog());
        var result = await RunAsync(path, streamIndex, null, packets, log, cancellationToken);
        return result.Succeeded && log.ErrorCount == 0 && packets.TimeBase is { Denominator: > 0 } timeBase && packets.FrameTimes() is { } times
            && new MediaRational(timeBase.Numerator, timeBase.Denominator) is var tick && Timeline.CanHold(tick, times[0], times[^1] + 1)
                ? Timeline.FromSource(tick, times, lastDuration: 1, packets.KeyTimesIn(timeBase))
                : null;
    }

    /// <summary>Digests of what is coded.</summary>
    /// <param name="path">A local file that <see cref="MediaProbe"/> has accepted.</param>
    /// <param name="streamIndex">Of its picture track.</param>
    /// <param name="digestsPath">A file that digests of packets pass through.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null: the packets are too unusual, or something is wrong with the file.</returns>
    public async Task<CodedGroups?> DigestAsync(string path, int streamIndex, string digestsPath, CancellationToken cancellationToken)
    {
        var packets = new PacketListing();
        var result = await RunAsync(path, streamIndex, digestsPath, packets, new ScanLog(), cancellationToken);
        return await GroupsAsync(packets, result, digestsPath, cancellationToken);
    }

    internal Task<ToolResult> RunAsync(
        string path, int streamIndex, string? digestsPath, PacketListing packets, ScanLog log, CancellationToken cancellationToken) =>
        _tool.RunAsync(path, ScanCommand.Packets(path, streamIndex, digestsPath), digestsPath, packets.Read, log, cancellationToken);

    internal static async Task<CodedGroups?> GroupsAsync(PacketListing packets, ToolResult result, string digestsPath, CancellationToken cancellationToken) =>
        result.Succeeded && packets.TimeBase is { } timeBase ? await PacketDigests.ReadAsync(packets, timeBase, digestsPath, cancellationToken) : null;
}
