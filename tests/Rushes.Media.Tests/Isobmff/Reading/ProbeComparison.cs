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
            foreach (var difference in others is [var only] ? Compare(track, only) : [$"{others.Length} streams"])
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"track {track.Id}: {difference}");
            }
        }

        foreach (var other in probed.Where(other => file.Tracks.All(track => track.Id != other.Id)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"stream {other.Id}: no track");
        }
    }

    private static IEnumerable<string> Compare(MovieTrack track, ProbedTrack other)
    {
        if (other.Text("time_base") != string.Create(CultureInfo.InvariantCulture, $"1/{track.Timescale}"))
        {
            yield return $"time base {other.Text("time_base")}, ours {track.Timescale}";
        }

        if (other.Tag("language") is { } language && language != track.Language)
        {
            yield return $"language {language}, ours {track.Language}";
        }

        var matrix = track.Matrix;
        int[] ours = matrix == TransformMatrix.Identity
            ? []
            : [matrix.A, matrix.B, matrix.U, matrix.C, matrix.D, matrix.V, matrix.X, matrix.Y, matrix.W];
        if (!ours.SequenceEqual(other.DisplayMatrix()))
        {
            yield return $"matrix [{string.Join(' ', other.DisplayMatrix())}], ours [{string.Join(' ', ours)}]";
        }

        foreach (var difference in CompareSamples(track.Samples, other.Packets))
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> CompareSamples(SampleTable samples, IReadOnlyList<ProbedPacket> packets)
    {
        var present = samples.Where(sample => sample.IsPresent).ToArray();
        if (present.Length != packets.Count)
        {
            yield return $"{packets.Count} packets, {present.Length} samples";
        }

        var pairs = present.Zip(packets).ToArray();
        if (pairs.Length == 0)
        {
            yield break;
        }

        var (first, firstPacket) = pairs[0];
        var decodeShift = firstPacket.DecodeTime - first.DecodeTime;
        var presentationShift = firstPacket.PresentationTime - first.CompositionTime;
        if (decodeShift != 0 || presentationShift != 0)
        {
            yield return $"times shifted by {decodeShift}, {presentationShift}";
        }

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
            var wrong = pairs.Index().Where(pair => !agree(pair.Item.First, pair.Item.Second)).ToArray();
            if (wrong.Length > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} of {wrong.Length}, first sample {wrong[0].Index}");
            }
        }
    }
}
