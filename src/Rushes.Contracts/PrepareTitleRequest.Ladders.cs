namespace Rushes.Contracts;

public sealed partial class PrepareTitleRequest
{
    /// <summary>Of low to high, the codecs in the order that they were asked for.</summary>
    public IEnumerable<Ladder> Ladders => [Ladder, .. MoreLadders];
}
