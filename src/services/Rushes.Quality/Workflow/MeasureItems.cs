using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Quality.Comparing;

namespace Rushes.Quality.Workflow;

/// <summary>What is to be done, and the answer from what was done.</summary>
internal static class MeasureItems
{
    public static IEnumerable<MapItem<VideoToAlign>> ToAlign(MeasureRequest request)
    {
        var cost = request.Sampling is null ? null : SampleCosts.Of(request);
        return request.Videos.Select(video => new MapItem<VideoToAlign>(
            new VideoToAlign
            {
                Reference = request.Reference, Steps = request.Steps, Video = video, Model = request.Model, Metrics = { request.Metrics }, Sampling = request.Sampling, Cost = cost,
            },
            $"align {video.Name}", 1));
    }

    public static IEnumerable<MapItem<WindowToScore>> ToScore(MeasureRequest request, IReadOnlyList<AlignedVideo> videos) =>
        from window in videos.SelectMany(video => video.Windows, (video, window) => (video, window))
            .GroupBy(pair => (pair.window.Frames, Comparison: pair.window.Samples.Count > 0 ? pair.video.Comparison : null))
        orderby window.Key.Frames.From
        from few in ScoreGroups.Of(request, [.. window])
        select ToScore(request, window.Key.Frames, few);

    public static IEnumerable<MapItem<VideoToPool>> ToPool(
        MeasureRequest request, IReadOnlyList<AlignedVideo> videos, IReadOnlyList<ScoredWindow> windows)
    {
        var scores = windows.SelectMany(window => window.Videos).ToLookup(video => video.Name);
        return videos.Select(video => new MapItem<VideoToPool>(
            new VideoToPool
            {
                Video = video,
                Scores = { scores[video.Name].OrderBy(scored => scored.Frames.From).Select(scored => scored.Scores) },
                Metrics = { request.Metrics },
                Reference = request.Reference,
                Sampled = request.Sampling is not null,
                Worst = request.WorstPictures,
            },
            $"pool {video.Name}", 1));
    }

    public static IEnumerable<MapItem<FrameToShow>> ToShow(MeasureRequest request, IReadOnlyList<AlignedVideo> videos, IReadOnlyList<VideoQuality> pooled)
    {
        var files = request.Videos.ToDictionary(video => video.Name, video => video.File);
        return
            from quality in pooled
            let video = videos.First(video => video.Name == quality.Name)
            from worst in quality.Worst
            select new MapItem<FrameToShow>(
                new FrameToShow
                {
                    Reference = request.Reference,
                    Steps = request.Steps,
                    Frame = worst.Frame,
                    Vmaf = worst.Vmaf,
                    Comparison = video.Comparison,
                    Video = video.Name,
                    Window = video.Windows.Last(window => window.Frames.From <= worst.Frame),
                    File = files[video.Name],
                },
                $"picture {video.Name} · frame {worst.Frame}", 1)
            {
                Height = Math.Min(video.Comparison.Size.Width, video.Comparison.Size.Height),
            };
    }

    public static StepOutcome<MeasureResponse> Answer(
        IReadOnlyList<AlignedVideo> videos, IReadOnlyList<ScoredWindow> windows, IReadOnlyList<VideoQuality> pooled, IReadOnlyList<ShownFrame> shown,
        IReadOnlyList<ToolBuild> tools)
    {
        var response = new MeasureResponse
        {
            Videos = { pooled },
            Findings = { videos.SelectMany(video => video.Findings).Concat(windows.SelectMany(window => window.Findings)) },
            Tools = { tools },
        };
        foreach (var video in response.Videos)
        {
            video.Worst.Clear();
            video.Worst.AddRange(shown.Where(frame => frame.Video == video.Name).Select(frame => frame.Picture));
        }

        return response;
    }

    private static MapItem<WindowToScore> ToScore(MeasureRequest request, FrameRange frames, ScoreGroup group)
    {
        var videos = group.Videos;
        var size = videos[0].Video.Comparison.Size;
        var files = request.Videos.ToDictionary(video => video.Name);
        return new MapItem<WindowToScore>(
            new WindowToScore
            {
                Reference = request.Reference,
                Steps = request.Steps,
                Frames = frames,
                Samples = { videos[0].Window.Samples },
                Metrics = { request.Metrics },
                Videos =
                {
                    videos.Select(pair => new WindowOfVideo
                    {
                        Name = pair.Video.Name, Comparison = pair.Video.Comparison, Chunks = { pair.Window.Chunks }, File = files[pair.Video.Name].File,
                        Index = pair.Window.Samples.Count > 0 ? files[pair.Video.Name].Encoded?.Index : null,
                    }),
                },
            },
            $"score {string.Join(' ', videos.Select(pair => pair.Video.Name))} · frames {frames.From} to {frames.To - 1}",
            size.Pixels * (videos[0].Window.Samples.Count > 0 ? videos[0].Window.Samples.Count : frames.To - frames.From) * videos.Count)
        {
            Height = ScoreMemory.LinesOf(group.Memory),
        };
    }
}
