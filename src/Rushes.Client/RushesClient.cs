using System.Globalization;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>Every service, the jobs that its calls are with the messages behind them, and the files that they read and make.</summary>
/// <param name="channel">The caller's; not disposed here.</param>
public sealed class RushesClient(RpcChannel channel)
{
    public JobsClient Jobs { get; } = new(channel);

    public QueueClient Queue { get; } = new(channel);

    public FilesClient Files { get; } = new(channel);

    public Task<InspectResponse> InspectAsync(InspectRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.Inspect, request, options, cancellationToken);

    public Task<EncodeResponse> EncodeAsync(EncodeRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.Encode, request, options, cancellationToken);

    public Task<ValidateResponse> ValidateAsync(ValidateRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.Validate, request, options, cancellationToken);

    public Task<MeasureResponse> MeasureAsync(MeasureRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.Measure, request, options, cancellationToken);

    public Task<EncodeAudioResponse> EncodeAudioAsync(EncodeAudioRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.EncodeAudio, request, options, cancellationToken);

    public Task<PackageResponse> PackageAsync(PackageRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.Package, request, options, cancellationToken);

    public Task<PrepareTitleResponse> PrepareTitleAsync(PrepareTitleRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default) =>
        CallAsync(Methods.PrepareTitle, request, options, cancellationToken);

    /// <summary>Any method of a service.</summary>
    /// <exception cref="RpcException">The request was refused, the job failed, or the server cannot be reached.</exception>
    public Task<TResponse> CallAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, ServiceCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        options ??= new ServiceCallOptions();
        var call = new RpcCallOptions
        {
            Deadline = options.Deadline,
            Headers = Headers(options),
            OnHeaders = headers => Accepted(headers, options),
        };
        return channel.CallAsync(method, request, call, cancellationToken);
    }

    private static Dictionary<string, string> Headers(ServiceCallOptions options)
    {
        Dictionary<string, string> headers = [];
        if (options.RequestId is { } id)
        {
            headers.Add(CallHeaders.RequestId, id);
        }

        if (options.Class != PriorityClass.Unspecified)
        {
            headers.Add(CallHeaders.Class, options.Class == PriorityClass.FirstClass ? "first-class" : options.Class.ToString().ToLowerInvariant());
        }

        if (options.Due is { } due)
        {
            headers.Add(CallHeaders.Due, due.ToString("O", CultureInfo.InvariantCulture));
        }

        return headers;
    }

    private static void Accepted(IReadOnlyDictionary<string, string> headers, ServiceCallOptions options)
    {
        if (headers.TryGetValue(CallHeaders.JobId, out var job))
        {
            options.OnAccepted?.Invoke(job);
        }
    }
}
