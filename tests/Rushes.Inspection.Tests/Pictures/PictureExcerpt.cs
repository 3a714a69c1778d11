namespace Rushes.Inspection.Tests.Pictures;

/// <summary>Moving pictures to plant faults into.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Turns">Frames at which motion turns back: a conversion of the rate may well leave two pictures there that are the same.</param>
/// <param name="Differences">Of each frame from the one before: levels of luma in the mean, as FFmpeg's signalstats tells them of the clean excerpt. The same of others.</param>
/// <param name="Blackest">Sample of luma of each frame.</param>
/// <param name="Whitest">Sample of luma of each frame.</param>
/// <param name="HasEdges">FFmpeg's cropdetect takes neither its first line nor its last for black in all of them.</param>
internal sealed record PictureExcerpt(
    string Path, IReadOnlyList<int> Turns, IReadOnlyList<double> Differences, IReadOnlyList<double> Blackest, IReadOnlyList<double> Whitest, bool HasEdges)
{
    /// <summary>Frames to each side of a place that must move, and that no turn may be in.</summary>
    private const int Around = 3;
    private const int FromTurns = 6;

    private const double Moving = 1;

    /// <summary>A lost frame makes a step of two: where steps differ by as much nobody can tell.</summary>
    private const double Even = 2;

    /// <summary>Levels of narrow range that are black and white, and the part of the frames that must have some.</summary>
    private const double Black = 20;
    private const double White = 232;
    private const double Sometimes = 0.1;

    /// <summary>Frames before which some are missing, in the clip itself.</summary>
    public IReadOnlyList<int> Gaps { get; init; } = [];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Half of its frames differ from the one before by a level or more.</summary>
    public bool Moves => Differences.Order().ElementAt(Differences.Count / 2) >= Moving;

    /// <summary>Each of the frames around differs from the one before by a level or more.</summary>
    public bool MovesAt(int frame) => Near(frame).All(difference => difference >= Moving) && Turns.All(turn => Math.Abs(turn - frame) > FromTurns);

    /// <summary>And none differs more than twice as much as another.</summary>
    public bool MovesEvenlyAt(int frame) => MovesAt(frame) && Near(frame).Max() <= Even * Near(frame).Min();

    /// <summary>Something is black in a tenth of the frames, and something is white: made wider, levels that are in between look like another picture.</summary>
    public bool HasBlackAndWhite => Blackest.Count(level => level <= Black) >= Sometimes * Blackest.Count && Whitest.Count(level => level >= White) >= Sometimes * Whitest.Count;

    private IEnumerable<double> Near(int frame) => Differences.Skip(frame - Around).Take(2 * Around);
}
