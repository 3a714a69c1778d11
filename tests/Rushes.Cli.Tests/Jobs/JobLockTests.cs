using Rushes.Cli.Jobs;

namespace Rushes.Cli.Tests.Jobs;

public sealed class JobLockTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lock_Held_IsRefusedAndNamesItsOwner()
    {
        using var first = JobLock.TryTake(_folder["lock"]);

        Assert.NotNull(first);
        Assert.Null(JobLock.TryTake(_folder["lock"]));
        Assert.Equal(Environment.ProcessId, JobLock.OwnerOf(_folder["lock"]));
    }

    [Fact]
    public void Lock_Released_CanBeTakenAgain()
    {
        JobLock.TryTake(_folder["lock"])!.Dispose();

        using var second = JobLock.TryTake(_folder["lock"]);
        Assert.NotNull(second);
    }

    [Fact]
    public void Owner_OfNoLock_IsNotKnown() => Assert.Null(JobLock.OwnerOf(_folder["absent"]));
}
