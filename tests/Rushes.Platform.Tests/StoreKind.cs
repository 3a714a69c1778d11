namespace Rushes.Platform.Tests;

/// <summary>What a test runs over.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}
