namespace Rushes.Packaging.Functions;

/// <summary>Works of one function that go on beside each other.</summary>
internal static class SideBySide
{
    /// <summary>Ends when all have; the first that fails stops the others, and is what is thrown.</summary>
    /// <param name="works">Each given what stops it.</param>
    /// <param name="cancellationToken">Ends them all.</param>
    public static Task RunAsync(IReadOnlyList<Func<CancellationToken, Task>> works, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        works, new ParallelOptions { MaxDegreeOfParallelism = works.Count, CancellationToken = cancellationToken }, async (work, token) => await work(token));
}
