using System.Globalization;

namespace Rushes.Quality.Functions.Score;

/// <summary>What libvmaf writes of its frames: a line each, with the names of the columns before.</summary>
internal static class VmafLog
{
    /// <summary>Scores of each frame in the order of the columns.</summary>
    /// <param name="path">Of the log.</param>
    /// <param name="columns">Their names.</param>
    /// <param name="step">From the number of one frame to the next.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDataException">It lacks a column, or a number, or frames are out of order.</exception>
    public static async Task<IReadOnlyList<float[]>> ReadAsync(string path, IReadOnlyList<string> columns, int step, CancellationToken cancellationToken)
    {
        int[]? places = null;
        List<float[]> frames = [];
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            var fields = line.Split(',');
            if (places is null)
            {
                places = [.. columns.Select(column => Place(fields, column))];
            }
            else if (Number(fields, 0) == frames.Count * step)
            {
                frames.Add([.. places.Select(place => Number(fields, place))]);
            }
            else
            {
                throw new InvalidDataException($"libvmaf's log has '{line}' where frame {frames.Count * step} should be.");
            }
        }

        return frames;
    }

    private static int Place(string[] names, string column) =>
        Array.IndexOf(names, column) is >= 0 and var place ? place : throw new InvalidDataException($"libvmaf's log has no {column}.");

    private static float Number(string[] fields, int place) =>
        place < fields.Length && float.TryParse(fields[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"libvmaf's log lacks a number in '{string.Join(',', fields)}'.");
}
