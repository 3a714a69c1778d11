namespace Rushes.Contracts;

public sealed partial class Resolution
{
    /// <summary>Of a picture.</summary>
    public long Pixels => (long)Width * Height;
}
