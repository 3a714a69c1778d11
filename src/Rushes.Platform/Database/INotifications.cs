namespace Rushes.Platform.Database;

/// <summary>Short texts between the processes that share a database. One may get lost; none is promised to come.</summary>
internal interface INotifications : IAsyncDisposable
{
    /// <param name="text">At most 7,999 bytes of UTF-8 (postgresql.org, NOTIFY).</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    Task SendAsync(string text, CancellationToken cancellationToken);

    /// <summary>What anybody sends from now on, ourselves too. The first text is empty: from there on nothing is missed. It throws when the connection is lost.</summary>
    IAsyncEnumerable<string> ListenAsync(CancellationToken cancellationToken);
}
