using System.Buffers.Binary;
using Rushes.Contracts;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.QuickTime;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Functions.Read;

/// <summary>The timecode of a picture, from the track that it refers to.</summary>
internal static class TimecodeReader
{
    /// <returns>Null: it has none, or none that can be read.</returns>
    public static async Task<StartTimecode?> ReadAsync(MovieFile movie, MovieTrack picture, Stream stream, CancellationToken cancellationToken)
    {
        var ids = picture.References.Where(reference => reference.Type.Is("tmcd"u8)).SelectMany(reference => reference.TrackIds);
        var track = movie.Tracks.FirstOrDefault(track => track.Handler.Is("tmcd"u8) && ids.Contains(track.Id));
        if (track is not { SampleEntries: [var entry, ..], Samples.Count: > 0 } || TimecodeFormat.Parse(entry.Bytes) is not { } format)
        {
            return null;
        }

        var sample = track.Samples[0];
        var number = new byte[sizeof(uint)];
        if (!sample.IsPresent || sample.Size != number.Length)
        {
            return null;
        }

        stream.Position = sample.Offset;
        await stream.ReadExactlyAsync(number, cancellationToken);
        return new StartTimecode
        {
            Frame = BinaryPrimitives.ReadUInt32BigEndian(number),
            Rate = new Rational { Numerator = format.Rate.Numerator, Denominator = format.Rate.Denominator },
            DropFrame = format.IsDropFrame,
            ReelName = format.ReelName,
        };
    }
}
