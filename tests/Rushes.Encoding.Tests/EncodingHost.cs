using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Encoding.Tests;

/// <summary>The whole service, with a validation beside it that believes everything and keeps what it was told.</summary>
internal sealed class EncodingHost : IAsyncDisposable
{
    private readonly TwelveSeconds _film;
    private IReadOnlyList<VideoExpectation> _expectations = [];
    private PlatformHost? _host;

    private EncodingHost(TwelveSeconds film) => _film = film;

    /// <summary>What the validation was told of the one video of the last request.</summary>
    public VideoExpectation Expectation => Assert.Single(_expectations);

    /// <param name="film">Made.</param>
    /// <param name="name">Of a folder for the state, in that of the film; the same again goes on.</param>
    /// <param name="tools">Run the encoders.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<EncodingHost> StartAsync(TwelveSeconds film, string name, IToolRunner tools, CancellationToken cancellationToken)
    {
        var service = new EncodingHost(film);
        await service.StartAsync(film[name], tools, cancellationToken);
        return service;
    }

    /// <summary>Where the frames of a video lie that it made.</summary>
    public static FrameIndex ReadIndex(EncodedVideo video)
    {
        using var file = File.OpenRead(new Uri(video.Index.Uri).LocalPath);
        return FrameIndex.ReadFrom(file);
    }

    public async Task<EncodeResponse> EncodeAsync(Recipe recipe, CancellationToken cancellationToken) => await WaitAsync(await SubmitAsync(recipe, cancellationToken), cancellationToken);

    public Task<string> SubmitAsync(Recipe recipe, CancellationToken cancellationToken) => SubmitAsync(new EncodeRequest { Recipes = { recipe }, EncoderSlots = 1 }, cancellationToken);

    /// <param name="request">Without its source.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> SubmitAsync(EncodeRequest request, CancellationToken cancellationToken)
    {
        request.Source = _film.Source;
        return Assert.IsType<Submission.Accepted>(await _host!.SubmitAsync(Methods.Encode, request, "request", new Priority(), cancellationToken)).RunId;
    }

    public async Task<EncodeResponse> WaitAsync(string run, CancellationToken cancellationToken)
    {
        var end = await _host!.WaitAsync(Methods.Encode, run, cancellationToken);
        Assert.False(end is RunEnd<EncodeResponse>.Failed, (end as RunEnd<EncodeResponse>.Failed)?.Failures[0].ToString());
        return Assert.IsType<RunEnd<EncodeResponse>.Succeeded>(end).Response;
    }

    public ValueTask DisposeAsync() => _host!.DisposeAsync();

    private async Task StartAsync(string folder, IToolRunner tools, CancellationToken cancellationToken)
    {
        var validate = Dag.Define<ValidateRequest, ValidateResponse>("validation.validate", 1, ValidateRequest.Parser, graph =>
            graph.Inline<ValidateRequest, ValidateResponse>("believe", graph.Request, ValidateResponse.Parser, (request, _, _) =>
            {
                _expectations = request.Videos;
                return Task.FromResult<StepOutcome<ValidateResponse>>(new ValidateResponse());
            }));
        Directory.CreateDirectory(folder);
        var options = new PlatformOptions
        {
            Database = new DatabaseLocation.SqliteFile(Path.Combine(folder, "state.db")), ScratchFolder = Path.Combine(folder, "scratch"), Slots = 1,
        };
        _host = await PlatformHost.StartAsync(
            options,
            [
                EncodingService.Create(await TestMedia.FfmpegAsync()),
                new Service("validation", [ApiMethod.Define(Methods.Validate, _ => [], request => request, validate)], []),
            ],
            new LocalObjectStore(Path.Combine(folder, "objects"), _film.Inputs), tools, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
    }
}
