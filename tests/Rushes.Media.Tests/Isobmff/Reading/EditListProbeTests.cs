using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>What edit lists show and when, as ffprobe says it. What differs for a reason is listed in docs/reading.md, and here.</summary>
public sealed class EditListProbeTests
{
    private static readonly Dictionary<string, string[]> Explained = new()
    {
        // The edit starts inside a picture: ffprobe drops it and starts with the next at 0, we show what is left of it.
        ["b-hdr/sample_edit_list.mp4"] =
            ["track 1: 78 of 86 samples", "track 3: 1 of 1 samples", "track 4: 1 of 1 samples"],

        // Negative composition offsets in a fragment: ffprobe moves the pictures before it applies the edit.
        ["i-fragmented/mp4ff/vvc_400kbps_2s.mp4"] = ["track 1: 24 of 50 samples"],

        // No sync sample before the edit: ffprobe starts with the first after it.
        ["i-fragmented/sample_edit_list_no_sync_frame_before_edit.mp4"] = ["track 1: 69 of 85 samples"],
        ["i-fragmented/sample_with_chapters.mp4"] = ["track 3: 3 of 3 samples"], // ffprobe eats the chapters itself
    };

    [Theory]
    [MemberData(nameof(ProbeTests.Files), MemberType = typeof(ProbeTests))]
    public async Task Presentation_OfARealFile_AgreesWithFfprobe(string name)
    {
        FFprobe.SkipWhenMissing();
        var path = SharedMedia.Path(name);
        if (await ProbedTrack.ReadAsync(path) is { } probed)
        {
            await using var stream = File.OpenRead(path);
            var file = await MovieFile.ReadAsync(stream, TestContext.Current.CancellationToken);
            Assert.Equal(Explained.GetValueOrDefault(name, []), Differences(file, probed));
        }
    }

    private static IEnumerable<string> Differences(MovieFile file, IReadOnlyList<ProbedTrack> probed) =>
        from track in file.Tracks
        where track.Edits.Count > 0
        let difference = Difference(file, track, probed.Single(other => other.Id == track.Id).Packets)
        where difference is not null
        select $"track {track.Id}: {difference}";

    private static string? Difference(MovieFile file, MovieTrack track, IReadOnlyList<ProbedPacket> packets)
    {
        if (track.Presentation is not { } presentation)
        {
            return "several pieces";
        }

        // Packets of uncompressed sound hold many samples; the first of each is compared. ffprobe also shows samples in
        // fragments late by the most negative composition offset.
        var late = file.IsFragmented ? track.Samples.Select(sample => -sample.CompositionOffset).Append(0).Max() : 0;
        var shown = packets.ToLookup(packet => packet.Offset, packet => packet.IsDiscarded ? null : packet.PresentationTime);
        var isSound = track.Handler.Is("soun"u8);
        var wrong = track.Samples.Count(sample =>
            sample.IsPresent
            && !(isSound && !shown.Contains(sample.Offset))
            && shown[sample.Offset].FirstOrDefault(time => time is not null) != (presentation.Shows(sample) ? presentation.TimeOf(sample) + late : null));
        return wrong == 0 ? null : $"{wrong} of {track.Samples.Count} samples";
    }
}
