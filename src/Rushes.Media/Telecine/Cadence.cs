namespace Rushes.Media.Telecine;

/// <summary>
/// Which frames of a telecined film are repeats. 3:2 pulldown spreads four film frames over five video frames; once fields are matched, one
/// of five shows what the frame before it showed. Which one is the phase, and it stays until an edit made after the telecine breaks it.
/// Stretches without such a rhythm are video, and keep every frame.
/// </summary>
public sealed class Cadence
{
    /// <summary>Video frames that four film frames take.</summary>
    internal const int Cycle = 5;

    /// <summary>The phase of what is no film.</summary>
    internal const sbyte Video = -1;

    private readonly sbyte[] _phases;

    internal Cadence(sbyte[] phases)
    {
        _phases = phases;
        for (var frame = 0; frame < phases.Length; frame++)
        {
            Repeats += Repeated(frame) ? 1 : 0;
            VideoFrames += phases[frame] == Video ? 1 : 0;
            Breaks += frame > 0 && phases[frame] != phases[frame - 1] ? 1 : 0;
        }
    }

    /// <summary>Frames, repeated ones too.</summary>
    public int Count => _phases.Length;

    /// <summary>Frames that show what the frame before them shows.</summary>
    public int Repeats { get; }

    /// <summary>Frames of stretches that have no rhythm of film.</summary>
    public int VideoFrames { get; }

    /// <summary>How often film becomes video, or the other way, or the phase changes.</summary>
    public int Breaks { get; }

    /// <summary>Nothing is repeated.</summary>
    public static Cadence OfVideo(int frames)
    {
        var phases = new sbyte[frames];
        Array.Fill(phases, Video);
        return new Cadence(phases);
    }

    /// <summary>Not the first one: what it repeats is not there.</summary>
    public bool Repeated(int frame) => frame > 0 && _phases[frame] != Video && frame % Cycle == _phases[frame];

    public bool IsFilm(int frame) => _phases[frame] != Video;

    /// <summary>
    /// How many quarters of a frame after its own time a frame that is kept is to be shown: -2 to 1, and -3 of a repeat that is the first. The four frames of a cycle are then
    /// 5/4 of a frame apart, and the first one half a frame early: its first field stands in the repeat before it.
    /// </summary>
    internal int QuartersLater(int frame) => IsFilm(frame) ? ((frame - _phases[frame] + Cycle) % Cycle) - 3 : 0;
}
