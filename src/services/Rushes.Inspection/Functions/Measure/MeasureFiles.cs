namespace Rushes.Inspection.Functions.Measure;

/// <summary>What FFmpeg leaves in the work folder, and what is made of it.</summary>
internal static class MeasureFiles
{
    public const string Times = "times.txt";
    public const string Frames = "frames.txt";
    public const string Differences = "differences.gray";
    public const string Pictures = "pictures.gray";
    public const string Levels = "levels.txt";
    public const string Lines = "lines.gray";
    public const string Colours = "colours.yuv";
    public const string Measures = "measures";
}
