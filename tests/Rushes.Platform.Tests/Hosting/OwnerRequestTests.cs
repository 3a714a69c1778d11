using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Database.Sqlite;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Hosting;

/// <summary>How the owner of a SQLite file is asked, whenever either side dies.</summary>
public sealed class OwnerRequestTests
{
    private readonly FaultyWorld _world = new();

    [Fact]
    public async Task Request_AppliedByAnOwnerThatDiedBeforeItsAnswer_IsAppliedOnce()
    {
        _world.FailingSquares.Add(3);
        await using var test = new TestHost(StoreKind.Sqlite);
        var (folder, control) = await OpenAsync(test);
        string run;
        await using (var host = await test.StartAsync(_world.Services))
        {
            run = await FaultyWorld.FailAsync(host);
        }

        var retry = new JobChange(JobChangeKind.Retry, run);
        var cancel = OwnerRequest.Create(new JobChange(JobChangeKind.Cancel, run), TimeProvider.System);
        await control.ApplyAsync(retry, TimeSpan.Zero, TestHost.Token);
        Assert.Equal(JobChangeEnd.Applied, await control.ApplyAsync(folder, cancel, TimeSpan.Zero, TestHost.Token));
        folder.Post(cancel);
        await control.ApplyAsync(retry, TimeSpan.Zero, TestHost.Token);
        _world.Mend();

        await using var again = await test.StartAsync(_world.Services);

        Assert.IsType<RunEnd<Rational>.Succeeded>(await FaultyWorld.WaitAsync(again, run));
        Assert.Equal(JobChangeEnd.Applied, folder.TakeAnswer(cancel));
    }

    [Fact]
    public async Task Request_LeftToADeadOwner_IsAppliedBeforeTheNextOneWorks()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var (folder, _) = await OpenAsync(test);
        _world.TwiceFails = true;
        _world.Category = FailureCategory.Transient;
        string run;
        await using (var host = await test.StartAsync(_world.Services))
        {
            run = await FaultyWorld.SubmitAsync(host);
        }

        folder.Post(OwnerRequest.Create(new JobChange(JobChangeKind.Cancel, run), TimeProvider.System));

        await using var again = await test.StartAsync(_world.Services);
        Assert.IsType<RunEnd<Rational>.Cancelled>(await FaultyWorld.WaitAsync(again, run));
    }

    [Fact]
    public async Task Request_WhoseOwnerDies_IsAppliedByItsRequester()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var (folder, control) = await OpenAsync(test);
        var run = await FailedAsync(test);
        Task<JobChangeEnd> asked;
        using (OwnerLock.Take(test.DatabasePath))
        {
            asked = control.ApplyAsync(new JobChange(JobChangeKind.Retry, run), TimeSpan.FromMinutes(1), TestHost.Token);
            await JobControlTests.UntilAsync(() => Task.FromResult(folder.Waiting().Count == 1));
        }

        Assert.Equal(JobChangeEnd.Applied, await asked);
        Assert.Empty(folder.Waiting());
    }

    [Fact]
    public async Task Request_ThatTheOwnerDoesNotAnswer_IsWithdrawn()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var (folder, control) = await OpenAsync(test);
        var run = await FailedAsync(test);
        using var owner = OwnerLock.Take(test.DatabasePath);

        Assert.Equal(JobChangeEnd.Unanswered, await control.ApplyAsync(new JobChange(JobChangeKind.Retry, run), TimeSpan.Zero, TestHost.Token));

        Assert.Empty(folder.Waiting());
    }

    [Fact]
    public async Task Request_GivenUpByItsRequester_IsWithdrawn()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var (folder, control) = await OpenAsync(test);
        var run = await FailedAsync(test);
        using var owner = OwnerLock.Take(test.DatabasePath);
        using var interruption = new CancellationTokenSource();
        var asked = control.ApplyAsync(new JobChange(JobChangeKind.Retry, run), TimeSpan.FromMinutes(1), interruption.Token);
        await JobControlTests.UntilAsync(() => Task.FromResult(folder.Waiting().Count == 1));

        await interruption.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Empty(folder.Waiting());
    }

    [Fact]
    public async Task Change_OfADatabaseThatIsNotThere_MakesNone()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var (_, control) = await OpenAsync(test);

        Assert.Equal(JobChangeEnd.Gone, await control.ApplyAsync(new JobChange(JobChangeKind.Cancel, "7f"), TimeSpan.Zero, TestHost.Token));

        Assert.False(File.Exists(test.DatabasePath));
    }

    [Theory]
    [InlineData("cancel.7f.1-2", true)]
    [InlineData("requeue.17.1-2", true)]
    [InlineData("requeue.7f.1-2", false)]
    [InlineData("cancel.7f.1-2.applied", false)]
    [InlineData("explode.7f.1-2", false)]
    [InlineData("cancel..1-2", false)]
    [InlineData(".DS_Store", false)]
    public void Name_OfAFile_IsARequestOrIsLeftAlone(string name, bool isRequest) =>
        Assert.Equal(isRequest ? name : null, OwnerRequest.Parse(name)?.Name);

    [Fact]
    public void Folder_Answered_TellsTheRequesterOnce()
    {
        using var files = new TemporaryFolder();
        var folder = RequestFolder.Of(new DatabaseLocation.SqliteFile(files["state.db"]))!;
        var request = OwnerRequest.Create(new JobChange(JobChangeKind.Cancel, "7f"), TimeProvider.System);
        folder.Post(request);
        Assert.Equal(request, Assert.Single(folder.Waiting()));
        Assert.Null(folder.TakeAnswer(request));

        folder.Answer(request, JobChangeEnd.Unchanged);

        Assert.Empty(folder.Waiting());
        Assert.False(folder.Withdraw(request));
        Assert.Equal(JobChangeEnd.Unchanged, folder.TakeAnswer(request));
        Assert.Null(folder.TakeAnswer(request));
    }

    private async Task<string> FailedAsync(TestHost test)
    {
        _world.FailingSquares.Add(3);
        await using var host = await test.StartAsync(_world.Services);
        return await FaultyWorld.FailAsync(host);
    }

    private async Task<(RequestFolder Folder, JobControl Control)> OpenAsync(TestHost test)
    {
        var location = await test.LocateAsync();
        return (RequestFolder.Of(location)!, new JobControl(location, _world.Services, TimeProvider.System));
    }
}
