namespace Rushes.Inspection.Sound;

/// <summary>Where a window lies.</summary>
/// <param name="From">Seconds in the source's clock.</param>
/// <param name="To">Seconds in the source's clock.</param>
internal readonly record struct SoundWindow(double From, double To)
{
    public double Length => To - From;
}
