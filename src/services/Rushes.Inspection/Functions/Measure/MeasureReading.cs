using System.Globalization;
using Google.Protobuf;
using Rushes.Inspection.Motion;
using Rushes.Inspection.Pictures;
using Rushes.Inspection.Workflow;
using Rushes.Media.Fingerprints;

namespace Rushes.Inspection.Functions.Measure;

/// <summary>Reads what FFmpeg has left of a range of pictures.</summary>
/// <param name="folder">With <see cref="MeasureFiles"/>.</param>
/// <param name="first">Number of the first picture that was measured.</param>
/// <param name="from">The first that is wanted.</param>
/// <param name="to">Behind the last.</param>
/// <param name="bits">Of levels.</param>
internal sealed class MeasureReading(string folder, int first, int from, int to, int bits)
{
    private int Count => to - from;

    /// <exception cref="InvalidDataException">There are not as many values as pictures.</exception>
    public async Task<PictureMeasures> ReadAsync(CancellationToken cancellationToken)
    {
        var measures = new PictureMeasures();
        await ReadFramesAsync(measures, cancellationToken);
        await ReadDifferencesAsync(measures, cancellationToken);
        await ReadPicturesAsync(measures, cancellationToken);
        await ReadSamplesAsync(measures, cancellationToken);
        return measures;
    }

    private async Task ReadFramesAsync(PictureMeasures measures, CancellationToken cancellationToken)
    {
        var (fields, repeated) = (new byte[Count], new byte[Count]);
        var frame = first;
        await foreach (var values in MetadataText.ReadAsync(PathOf(MeasureFiles.Frames), cancellationToken))
        {
            if (frame >= from && frame < to)
            {
                fields[frame - from] = (byte)FieldsOf(values.Text("idet.single.current_frame"));
                repeated[frame - from] = values.Text("idet.repeated.current_frame") switch { "top" => 1, "bottom" => 2, _ => 0 };
                measures.Left.Add(Coordinate(values, "x1"));
                measures.Top.Add(Coordinate(values, "y1"));
                measures.Right.Add(Coordinate(values, "x2"));
                measures.Bottom.Add(Coordinate(values, "y2"));
            }

            frame++;
        }

        if (measures.Left.Count != Count)
        {
            throw new InvalidDataException($"FFmpeg described {frame - first} frames where {Count} from {from - first} on were wanted.");
        }

        measures.Fields = ByteString.CopyFrom(fields);
        measures.RepeatedFields = ByteString.CopyFrom(repeated);
    }

    private static FieldOrder FieldsOf(string value) => value switch
    {
        "progressive" => FieldOrder.Progressive,
        "tff" => FieldOrder.TopFirst,
        "bff" => FieldOrder.BottomFirst,
        _ => FieldOrder.Undetermined,
    };

    private static int Coordinate(IReadOnlyDictionary<string, string> values, string name) =>
        int.TryParse(values.Text($"cropdetect.{name}"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private async Task ReadDifferencesAsync(PictureMeasures measures, CancellationToken cancellationToken)
    {
        var (largest, mean) = (new byte[Count], new byte[Count]);
        var frame = first;
        await foreach (var cells in CellsAsync(MeasureFiles.Differences, Fingerprint.Size, cancellationToken))
        {
            if (frame >= from && frame < to)
            {
                // Rounded up: nothing at all is another thing than little.
                (largest[frame - from], mean[frame - from]) = (Fingerprint.Largest(cells.Span), (byte)((Sum(cells) + Fingerprint.Size - 1) / Fingerprint.Size));
            }

            frame++;
        }

        measures.LargestDifferences = ByteString.CopyFrom(largest);
        measures.MeanDifferences = ByteString.CopyFrom(mean);
    }

    private async Task ReadPicturesAsync(PictureMeasures measures, CancellationToken cancellationToken)
    {
        var reading = new MotionReading(from - first, to - first, measures);
        await foreach (var picture in CellsAsync(MeasureFiles.Pictures, SmallPicture.Size, cancellationToken))
        {
            reading.Add(picture.Span);
        }

        reading.End();
    }

    private async Task ReadSamplesAsync(PictureMeasures measures, CancellationToken cancellationToken)
    {
        var bars = new List<bool>();
        await foreach (var picture in CellsAsync(MeasureFiles.Colours, ColourBars.Size, cancellationToken))
        {
            bars.Add(ColourBars.AreIn(picture.Span));
        }

        var combed = new List<int>();
        await foreach (var lines in CellsAsync(MeasureFiles.Lines, 2 * Fingerprint.Size, cancellationToken))
        {
            combed.Add(CombedCells(lines.Span));
        }

        // The first sample at or behind the first picture.
        var frame = (first + FilmMeasures.SampleDistance - 1) / FilmMeasures.SampleDistance * FilmMeasures.SampleDistance;
        var number = 0;
        await foreach (var values in MetadataText.ReadAsync(PathOf(MeasureFiles.Levels), cancellationToken))
        {
            if (frame >= from && frame < to && number < Math.Min(bars.Count, combed.Count))
            {
                measures.Samples.Add(SampleOf(values, frame, bars[number], combed[number]));
            }

            frame += FilmMeasures.SampleDistance;
            number++;
        }
    }

    /// <summary>Cells that are less like their neighbours of the next lines, which another field has, than like those of their own.</summary>
    private static int CombedCells(ReadOnlySpan<byte> lines)
    {
        var combed = 0;
        for (var cell = 0; cell < Fingerprint.Size; cell++)
        {
            var (next, nextButOne) = (lines[cell], lines[Fingerprint.Size + cell]);
            combed += next >= 3 && 20 * next > 23 * nextButOne ? 1 : 0;
        }

        return combed;
    }

    private PictureSample SampleOf(IReadOnlyDictionary<string, string> values, int frame, bool bars, int combed)
    {
        var most = (1 << bits) - 1;
        return new PictureSample
        {
            Frame = frame,
            Least = Level("YMIN"),
            Low = Level("YLOW"),
            Mean = Level("YAVG"),
            High = Level("YHIGH"),
            Most = Level("YMAX"),
            OutOfRange = (float)values.Number("signalstats.BRNG"),
            Bars = bars,
            CombedCells = combed,
        };

        float Level(string name) => (float)(values.Number($"signalstats.{name}") / most);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> CellsAsync(
        string name, int size, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(PathOf(name));
        var picture = new byte[size];
        while (await file.ReadAtLeastAsync(picture, size, throwOnEndOfStream: false, cancellationToken) == size)
        {
            yield return picture;
        }
    }

    private static int Sum(ReadOnlyMemory<byte> cells)
    {
        var sum = 0;
        foreach (var cell in cells.Span)
        {
            sum += cell;
        }

        return sum;
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
