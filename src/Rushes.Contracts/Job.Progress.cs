namespace Rushes.Contracts;

public sealed partial class Job
{
    public bool HasEnded => Status != JobStatus.Running;

    /// <summary>Of all work that is known by now, 0 to 1.</summary>
    public double Fraction => Weight > 0 ? (double)WeightDone / Weight : 0;
}
