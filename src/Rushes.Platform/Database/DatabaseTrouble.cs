namespace Rushes.Platform.Database;

/// <summary>What can be done when a transaction fails.</summary>
internal enum DatabaseTrouble
{
    /// <summary>Nothing: the work itself is wrong, or the database is broken.</summary>
    Final,

    /// <summary>The same again: another writer was in the way, or an administrator.</summary>
    Busy,

    /// <summary>The same again, on a new connection, once the database is back.</summary>
    Gone,
}
