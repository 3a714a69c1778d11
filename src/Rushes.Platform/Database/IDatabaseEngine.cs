namespace Rushes.Platform.Database;

/// <summary>Where queue and workflows live: a SQLite file or a PostgreSQL database.</summary>
internal interface IDatabaseEngine
{
    /// <summary>Folder of its migrations.</summary>
    string Dialect { get; }

    /// <summary>For messages: no passwords.</summary>
    string Name { get; }

    /// <summary>After so long its server is taken for gone, whatever its connection looks like. Null: there is no server.</summary>
    TimeSpan? LongestWork { get; }

    /// <summary>
    /// Makes this process the only one that writes, so that every lease it finds is of a dead one. Null: any number of
    /// processes may write.
    /// </summary>
    /// <exception cref="IOException">Another process does.</exception>
    IDisposable? TakeOwnership();

    SqlSession Open(bool readOnly);

    /// <summary>Null: no other process has anything to say, or to hear.</summary>
    INotifications? OpenNotifications();

    /// <summary>What can be done about an exception that opening or a statement has thrown.</summary>
    DatabaseTrouble Judge(Exception exception);
}
