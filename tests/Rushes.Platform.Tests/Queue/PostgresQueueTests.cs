using Rushes.Platform.Tests.Database;

namespace Rushes.Platform.Tests.Queue;

public sealed class PostgresQueueTests : QueueConformance
{
    internal override Task<TestDatabase> CreateAsync() => PostgresTestDatabase.CreateAsync();
}
