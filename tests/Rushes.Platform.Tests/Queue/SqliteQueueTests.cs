namespace Rushes.Platform.Tests.Queue;

public sealed class SqliteQueueTests : QueueConformance
{
    internal override QueueUnderTest Open() => new SqliteQueue();
}
