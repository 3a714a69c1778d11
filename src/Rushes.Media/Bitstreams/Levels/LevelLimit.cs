namespace Rushes.Media.Bitstreams.Levels;

/// <summary>One limit of a level.</summary>
/// <param name="Name">As the standard calls it: "MaxFS".</param>
/// <param name="Clause">That sets it.</param>
/// <param name="Most">The greatest value that is allowed; a few depend on the stream.</param>
/// <param name="Asked">What a stream asks for, in the same unit.</param>
internal sealed record LevelLimit(string Name, string Clause, Func<StreamDemand, double> Most, Func<StreamDemand, double> Asked)
{
    public LevelLimit(string name, string clause, double most, Func<StreamDemand, double> asked)
        : this(name, clause, _ => most, asked)
    {
    }
}
