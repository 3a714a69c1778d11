using Rushes.Platform.Tests.Database;

namespace Rushes.Platform.Tests.Queue;

public sealed class SqliteQueueTests : QueueConformance
{
    internal override Task<TestDatabase> CreateAsync() => Task.FromResult(SqliteDatabase.Create());
}
