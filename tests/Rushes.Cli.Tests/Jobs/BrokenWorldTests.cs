using Rushes.Cli.Commands;
using Rushes.Cli.Jobs;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Cli.Tests.Jobs;

public sealed class BrokenWorldTests
{
    private static readonly IOException Full = new("The disk of state.db is full.", 28);

    [Fact]
    public void FullDisk_ThatStoppedThePlatform_IsAFailureOfCapacity()
    {
        var failure = BrokenWorld.ToFailure(new InvalidOperationException("The platform cannot go on.", Full), withTrace: false);

        Assert.Equal(("disk.full", FailureCategory.Capacity), (failure.Code, failure.Category));
        Assert.Equal(Full.Message, failure.Message);
        Assert.Equal("Free space and run the same command again.", failure.Remedy);
        Assert.Equal(1, ExitCodes.For([failure]));
    }

    [Fact]
    public void FullDisk_FoundByTheProgramItself_IsTheSameFailure() =>
        Assert.Equal("disk.full", BrokenWorld.ToFailure(Full, withTrace: false).Code);

    [Fact]
    public void UnreachableDatabase_ThatStoppedThePlatform_IsTransientAndSaysWhich()
    {
        var gone = new DatabaseUnreachableException("postgres://one,two/rushes", new IOException("nobody listens"));
        var failure = BrokenWorld.ToFailure(new InvalidOperationException("The platform cannot go on.", gone), withTrace: false);

        Assert.Equal(("database.unreachable", FailureCategory.Transient), (failure.Code, failure.Category));
        Assert.Equal("No server of postgres://one,two/rushes can be reached and written: nobody listens", failure.Message);
    }

    [Fact]
    public void OtherDiskError_IsNoFullDisk() =>
        Assert.Equal("disk.failed", BrokenWorld.ToFailure(new IOException("Input/output error", 5), withTrace: false).Code);

    [Fact]
    public void AnythingElse_IsADefectThatKeepsItsTraceWhenAsked()
    {
        var failure = BrokenWorld.ToFailure(new InvalidOperationException("no"), withTrace: true);

        Assert.Equal("internal.unexpected", failure.Code);
        Assert.Contains("InvalidOperationException", failure.Details["trace"], StringComparison.Ordinal);
    }
}
