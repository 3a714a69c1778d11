namespace Rushes.Platform.Scheduling;

/// <summary>
/// Best fit: the worker that has least left, measured by its own size in all four dimensions. What is nearly full gets full, and
/// large workers stay free for large work.
/// </summary>
internal readonly record struct BestFit(double Left, int Worker) : IComparable<BestFit>
{
    public static bool TryMeasure(Kind kind, WorkerRoom worker, out BestFit fit)
    {
        var fits = worker.Fits(kind);
        fit = fits ? new BestFit((worker.Room - kind.Need).ShareOf(worker.Capacity), worker.Index) : default;
        return fits;
    }

    public int CompareTo(BestFit other)
    {
        var order = Left.CompareTo(other.Left);
        return order != 0 ? order : Worker.CompareTo(other.Worker);
    }
}
