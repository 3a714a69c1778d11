using Rushes.Cli.Jobs;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Cli.Remote;

/// <summary>
/// A server does the work: the input goes there once, the job is followed, and its streams are fetched. The job is the server's:
/// it goes on without us, and the same command finds it again.
/// </summary>
/// <param name="id">Of the job, here and as the id of the request there.</param>
/// <param name="input">A file, or an object that the server can read.</param>
internal sealed class RemoteWork(string id, string input, EncodeSettings settings, ServerConnection server, IProgressView view, TimeProvider time) : IJobWork
{
    private readonly ProgressModel _model = new(time);
    private readonly RemoteProgress _progress = new(time);

    public async Task<WorkEnd> RunAsync(WorkFolder folder, string staging, CancellationToken cancellationToken)
    {
        try
        {
            var work = WorkAsync(staging, cancellationToken);
            await view.FollowAsync(() => Task.FromResult(_model.Update(_progress.Read())), work);
            return await work;
        }
        catch (RpcException exception)
        {
            return new WorkEnd.Failed(ServerFailures.Of(server.Address, exception));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new WorkEnd.Interrupted();
        }
    }

    private async Task<WorkEnd> WorkAsync(string staging, CancellationToken cancellationToken)
    {
        var source = InputFile.IsObject(input)
            ? new ObjectRef { Uri = input }
            : await new SourceUpload(server).RunAsync(input, _progress.BeginUpload(), cancellationToken);
        var job = await FollowAsync(await SubmitAsync(source.Uri, cancellationToken), cancellationToken);
        switch (job.Status)
        {
            case JobStatus.Done:
                return await FetchAsync(job.Id, staging, cancellationToken);
            case JobStatus.Failed:
                return new WorkEnd.Failed([.. job.Failures.Select(failure => OfTheInput(failure, source.Uri))]);
            default:
                return new WorkEnd.Interrupted();
        }
    }

    private async Task<string> SubmitAsync(string sourceUri, CancellationToken cancellationToken)
    {
        var request = TitleRequests.Request(settings, sourceUri);
        var job = await server.CallAsync(
            () => server.Client.Jobs.SubmitAsync(Methods.PrepareTitle, request, id, TitleRequests.Priority(settings), cancellationToken: cancellationToken), cancellationToken);

        // Whatever an earlier command ended with, this one is asked to go on.
        if (job.Status is JobStatus.Failed or JobStatus.Cancelled)
        {
            await server.CallAsync(() => server.Client.Jobs.RetryAsync(job.Id, cancellationToken), cancellationToken);
        }

        return job.Id;
    }

    /// <summary>To the end of the job, however often the server goes away meanwhile.</summary>
    private Task<Job> FollowAsync(string job, CancellationToken cancellationToken) => server.CallAsync(async patience =>
    {
        await foreach (var state in server.Client.Jobs.WatchAsync(job, cancellationToken))
        {
            patience.Renew();
            _progress.Show(state);
            if (state.Status != JobStatus.Running)
            {
                return state;
            }
        }

        throw new RpcException(RpcCode.Unavailable, "The server does not tell any more of the job.");
    }, cancellationToken);

    private async Task<WorkEnd> FetchAsync(string job, string staging, CancellationToken cancellationToken)
    {
        var response = await server.CallAsync(() => server.Client.Jobs.ResponseAsync(Methods.PrepareTitle, job, cancellationToken), cancellationToken);
        await new PackageFetch(server, staging).RunAsync(response.Package.Files, _progress.BeginFetch(), cancellationToken);
        return new WorkEnd.Built(response, _progress.Read());
    }

    /// <summary>Where the server keeps the input is nothing to its owner.</summary>
    private Failure OfTheInput(Failure failure, string sourceUri)
    {
        var path = new Uri(sourceUri) is { IsFile: true } file ? file.LocalPath : sourceUri;
        failure.Message = failure.Message.Replace(path, input, StringComparison.Ordinal);
        if (failure.Place is { } place && place.Path == path)
        {
            place.Path = input;
        }

        return failure;
    }
}
