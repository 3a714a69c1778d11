namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>What tests/judges/watch.js reports of a video element; times in seconds.</summary>
internal sealed class PlaybackReport
{
    public string[] Problems { get; set; } = [];

    /// <summary>Media time of the first picture on the screen.</summary>
    public double FirstFrame { get; set; }

    /// <summary>What the player adds to the times of each track, as it told the browser.</summary>
    public double[] Offsets { get; set; } = [];

    public double Duration { get; set; }

    public double Position { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public int Frames { get; set; }

    public int Dropped { get; set; }

    public int Corrupted { get; set; }
}
