using Rushes.Platform.Database;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

/// <summary>An empty database with a clock of the test's, which goes with it.</summary>
internal sealed class TestDatabase(IDatabaseEngine engine, FakeTimeProvider clock, IAsyncDisposable files) : IAsyncDisposable
{
    public IDatabaseEngine Engine { get; } = engine;

    public FakeTimeProvider Clock { get; } = clock;

    public ValueTask DisposeAsync() => files.DisposeAsync();
}
