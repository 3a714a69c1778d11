using System.Globalization;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Where ffprobe and we differ, in words that stay the same from run to run.</summary>
internal static class ProbeComparison
{
    public static IEnumerable<string> Differences(MovieFile file, IReadOnlyList<ProbedTrack> probed)
    {
        foreach (var track in file.Tracks)
        {
            var others = probed.Where(other => other.Id == track.Id).ToArray();
            var differences = others is [var only]
                ? CompareHeaders(file, track, only).Concat(CompareSamples(track, file.IsFragmented, only.Packets))
                : [$"{others.Length} streams"];
            foreach (var difference in differences)
            {
                yield return $"track {track.Id}: {difference}";
            }
        }

        foreach (var other in probed.Where(other => file.Tracks.All(track => track.Id != other.Id)))
        {
            yield return $"stream {other.Id}: no track";
        }
    }

    private static IEnumerable<string> CompareHeaders(MovieFile file, MovieTrack track, ProbedTrack other)
    {
        (string Name, string? Theirs, string Ours)[] facts =
        [
            ("time base", other.Text("time_base"), $"1/{track.Timescale}"),
            ("language", other.Tag("language") ?? "und", track.Language),
            ("handler", WithoutCount(other.Tag("handler_name")), track.HandlerName),
            ("sample entry", other.Text("codec_tag_string"), (track.SampleEntries[0].Protection?.OriginalFormat ?? track.SampleEntries[0].Type).ToString()),
            ("enabled", other.IsDefault ? "1" : "0", track.IsEnabled ? "1" : "0"),
            ("samples", file.IsFragmented ? null : other.Text("nb_frames"), $"{track.Samples.Count}"),
            ("matrix", track.Handler.Is("vide"u8) ? other.DisplayMatrix : null, Text(track.Matrix)),
        ];
        return facts.Where(fact => fact.Theirs is not null && fact.Theirs != fact.Ours).Select(fact => $"{fact.Name} '{fact.Theirs}', ours '{fact.Ours}'");
    }

    // ffprobe shows QuickTime's count of letters as a letter where the brand is not QuickTime's.
    private static string WithoutCount(string? name) => name is [var count, .. var rest] && count == rest.Length ? rest : name ?? "";

    private static string Text(TransformMatrix matrix) => matrix == TransformMatrix.Identity
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{matrix.A} {matrix.B} {matrix.U} {matrix.C} {matrix.D} {matrix.V} {matrix.X} {matrix.Y} {matrix.W}");

    private static IEnumerable<string> CompareSamples(MovieTrack track, bool isFragmented, IReadOnlyList<ProbedPacket> packets)
    {
        var present = track.Samples.Where(sample => sample.IsPresent).ToArray();
        var samples = IsUncompressed(track) ? Grouped(present, packets) : present;
        if (samples.Length != packets.Count)
        {
            yield return $"{packets.Count} packets, {samples.Length} samples";
        }

        // ffprobe moves the times of tracks with negative composition offsets so that nothing is shown before it is decoded:
        // in sample tables the decode times, in fragments the presentation times.
        var earliest = track.Samples.Select(sample => sample.CompositionOffset).Append(0).Min();
        var (decodeShift, presentationShift) = isFragmented ? (0, -earliest) : (earliest, 0);
        (string Name, Func<Sample, ProbedPacket, bool> Agree)[] columns =
        [
            ("offset", (sample, packet) => sample.Offset == packet.Offset),
            ("size", (sample, packet) => sample.Size == packet.Size),
            ("decode time", (sample, packet) => sample.DecodeTime + decodeShift == packet.DecodeTime),
            ("presentation time", (sample, packet) => sample.CompositionTime + presentationShift == packet.PresentationTime),
            ("key", (sample, packet) => sample.IsKey == packet.IsKey),
        ];
        foreach (var (name, agree) in columns)
        {
            var wrong = samples.Zip(packets).Index().Where(pair => !agree(pair.Item.First, pair.Item.Second)).ToArray();
            if (wrong.Length > 0)
            {
                yield return $"{name} of {wrong.Length}, first sample {wrong[0].Index}";
            }
        }
    }

    private static bool IsUncompressed(MovieTrack track) =>
        track.SampleEntries.Any(entry => entry.Type.Is("sowt"u8) || entry.Type.Is("in24"u8) || entry.Type.Is("twos"u8) || entry.Type.Is("lpcm"u8));

    // ffprobe makes packets of many frames of uncompressed sound, none over the border of a chunk.
    private static Sample[] Grouped(Sample[] frames, IReadOnlyList<ProbedPacket> packets)
    {
        var groups = new List<Sample>();
        for (var next = 0; next < frames.Length && groups.Count <= packets.Count; )
        {
            var first = next;
            var size = groups.Count < packets.Count ? packets[groups.Count].Size : 0;
            for (next++; next < frames.Length && frames[next].Offset == frames[next - 1].Offset + frames[next - 1].Size
                && frames[next].Offset + frames[next].Size <= frames[first].Offset + size; next++)
            {
            }

            groups.Add(frames[first] with { Size = (uint)(frames[next - 1].Offset + frames[next - 1].Size - frames[first].Offset) });
        }

        return [.. groups];
    }
}
