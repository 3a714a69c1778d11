namespace Rushes.Benchmarks;

/// <summary>A queue that is measured: sending is not, taking and completing is.</summary>
internal interface IMeasuredQueue : IAsyncDisposable
{
    /// <summary>Sends so many messages, behind all there are.</summary>
    Task FillAsync(int messages);

    /// <summary>Takes so many messages and completes them; there are that many.</summary>
    Task DrainAsync(int messages);
}
