using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>All that detectors look at.</summary>
/// <param name="Video">The track.</param>
/// <param name="Measures">Of every frame.</param>
/// <param name="Brightest">Of every frame the brightest cell of its fingerprint: 0 black, 255 white.</param>
/// <param name="Shots">The whole film, in order.</param>
/// <param name="KeyFrames">Coded by themselves, where not all are.</param>
/// <param name="KeyDistance">Frames from key frame to key frame, as most are; 0: unknown.</param>
internal sealed record Film(VideoTrack Video, FilmMeasures Measures, byte[] Brightest, IReadOnlyList<FrameRun> Shots, IReadOnlySet<int> KeyFrames, int KeyDistance)
{
    /// <summary>Of a wholly black picture, even where it is noisy.</summary>
    private const int Black = 14;

    /// <summary>Squared levels of small pictures: the noise of a black one has less, and a dark one with something in it has more, lights above all.</summary>
    private const float BlackEdges = 12;

    public int Count => Measures.Count;

    private double Rate => Video.FrameRate is { Numerator: > 0, Denominator: > 0 } rate ? (double)rate.Numerator / rate.Denominator : 25;

    /// <summary>How many frames so much time takes; at least 1.</summary>
    public int Frames(double seconds) => Math.Max(1, (int)Math.Round(seconds * Rate));

    public string Seconds(int frames) => Found.Text(frames / Rate);

    public bool IsBlack(int frame) => Measures.Areas[frame].IsEmpty && Brightest[frame] <= Black && Measures.Edges[frame] <= BlackEdges;

    /// <summary>It shows what the frame before shows, but for what coding makes of it.</summary>
    public bool IsStill(int frame) => frame > 0 && Measures.LargestDifferences[frame] <= 6 && Measures.MeanDifferences[frame] <= 2;
}
