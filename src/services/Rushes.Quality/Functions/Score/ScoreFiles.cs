using System.Globalization;

namespace Rushes.Quality.Functions.Score;

/// <summary>What a run leaves in the work folder, which it is started in: names need no escaping then.</summary>
internal static class ScoreFiles
{
    public const string ReferenceFrames = "reference.frames";

    public static string Log(int video) => string.Create(CultureInfo.InvariantCulture, $"{video}.csv");

    public static string Frames(int video) => string.Create(CultureInfo.InvariantCulture, $"{video}.frames");

    public static string Frames(int video, int sample) => string.Create(CultureInfo.InvariantCulture, $"{video}-{sample}.frames");

    public static string Part(int video, int sample) => string.Create(CultureInfo.InvariantCulture, $"{video}-{sample}.part");

    public static string Scores(int video) => string.Create(CultureInfo.InvariantCulture, $"{video}.rqs");
}
