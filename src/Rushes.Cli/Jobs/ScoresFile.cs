using System.Globalization;
using Rushes.Quality.Scores;

namespace Rushes.Cli.Jobs;

/// <summary>
/// Writes the scores of a measurement, a line for each measured frame, while its objects are there: numbers of frames from 0, then the metrics
/// in the order of their names at the top, as comma-separated values (RFC 4180). A frame at a time, so that memory does not grow with the film.
/// </summary>
internal static class ScoresFile
{
    public static async Task WriteAsync(string path, QualityEnd.Measured measured, CancellationToken cancellationToken)
    {
        await using var scores = new BufferedStream(File.OpenRead(new Uri(measured.Response.Videos[0].Scores.Uri).LocalPath));
        await WholeFile.WriteAsync(path, writer => WriteAsync(writer, scores, cancellationToken));
    }

    public static async Task WriteAsync(TextWriter writer, Stream scores, CancellationToken cancellationToken)
    {
        // Of the standard, whatever the system.
        const string EndOfLine = "\r\n";
        var metrics = FrameScores.ReadHeader(scores);
        await writer.WriteAsync($"frame,{string.Join(',', metrics)}{EndOfLine}".AsMemory(), cancellationToken);
        foreach (var (frame, values) in FrameScores.ReadFrames(scores, metrics.Count))
        {
            var numbers = string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{frame},{numbers}{EndOfLine}").AsMemory(), cancellationToken);
        }
    }
}
