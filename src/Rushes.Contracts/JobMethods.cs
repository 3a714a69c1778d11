namespace Rushes.Contracts;

/// <summary>The methods of <c>rushes.v1.Jobs</c>.</summary>
public static class JobMethods
{
    public static readonly Method<SubmitJobRequest, Job> Submit = new("rushes.v1.Jobs/Submit", SubmitJobRequest.Parser, Job.Parser);

    public static readonly Method<GetJobRequest, Job> Get = new("rushes.v1.Jobs/Get", GetJobRequest.Parser, Job.Parser);

    public static readonly Method<ListJobsRequest, ListJobsResponse> List = new("rushes.v1.Jobs/List", ListJobsRequest.Parser, ListJobsResponse.Parser);

    public static readonly Method<WatchJobRequest, Job> Watch = new("rushes.v1.Jobs/Watch", WatchJobRequest.Parser, Job.Parser) { StreamsResponses = true };

    public static readonly Method<CancelJobRequest, Job> Cancel = new("rushes.v1.Jobs/Cancel", CancelJobRequest.Parser, Job.Parser);

    public static readonly Method<RetryJobRequest, Job> Retry = new("rushes.v1.Jobs/Retry", RetryJobRequest.Parser, Job.Parser);

    public static readonly Method<GetGraphRequest, JobGraph> Graph = new("rushes.v1.Jobs/Graph", GetGraphRequest.Parser, JobGraph.Parser);

    public static readonly Method<GetResponseRequest, JobResponse> Response =
        new("rushes.v1.Jobs/Response", GetResponseRequest.Parser, JobResponse.Parser);
}
