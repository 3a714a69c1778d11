using Rushes.Cli.View;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Tests.View;

public sealed class ProgressModelTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Phases_ByTheirWork_WaitRunAndEnd()
    {
        var state = new ProgressModel(_clock) { FrameRate = 24 }.Update(
        [
            Work("streaming.prepare_title", "inspect", WorkState.Done),
            Work("inspection.inspect", "scan", WorkState.Done),
            Work("encoding.encode", "encode", WorkState.Running, label: "chunk 1 · avc 720p"),
            Work("encoding.encode", "validate", WorkState.Waiting),
            Work("audio.encode", "encode", WorkState.Failed),
            Work("audio.encode", "index", WorkState.Waiting),
        ]);

        Assert.Equal(
            [("inspect", PhaseStage.Done), ("encode", PhaseStage.Running), ("audio", PhaseStage.Failed), ("validate", PhaseStage.Waiting), ("package", PhaseStage.Waiting)],
            state.Phases.Select(phase => (phase.Name, phase.Stage)));
        Assert.Equal("encode", state.Current);
    }

    [Fact]
    public void Transfers_WhereThereAreSome_ArePhasesWithTheirShareOfBytes()
    {
        var state = new ProgressModel(_clock).Update(
        [
            Work("upload", "upload", WorkState.Running) with { Done = 30, Total = 40 },
            Work("inspection.inspect", "scan", WorkState.Running) with { Done = 1, Total = 2 },
        ]);

        Assert.Equal(["upload", "inspect", "encode", "audio", "validate", "package"], state.Phases.Select(phase => phase.Name));
        Assert.Equal([0.75, null], state.Phases.Take(2).Select(phase => phase.Fraction));
    }

    [Fact]
    public void Package_Alone_ShowsItsBytesTheirSpeedAndTheTimeLeft()
    {
        var model = new ProgressModel(_clock);
        model.Update([Copy("track", WorkState.Running, 300, 0), Copy("track", WorkState.Waiting, 100, 0), Work("packaging.package", "manifests", WorkState.Waiting)]);
        _clock.Advance(10);

        var state = model.Update([Copy("track", WorkState.Done, 300, 0), Copy("file", WorkState.Running, 100, 0.5), Work("packaging.package", "manifests", WorkState.Waiting)]);

        Assert.Equal(("package", PhaseStage.Running, 0.875), Assert.Single(state.Phases.Select(phase => (phase.Name, phase.Stage, phase.Fraction!.Value))));
        Assert.Equal((35e6, (double?)null, TimeSpan.FromSeconds(0.125 / 0.0875)), (state.BytesPerSecond, state.FramesPerSecond, state.Left));
        Assert.Equal("package 87 %, 35.0 MB/s, 1.4 s left", ProgressText.Line(state));
    }

    [Fact]
    public void Package_OfATitle_IsAPhaseWithItsShareOfBytes()
    {
        var state = new ProgressModel(_clock) { FrameRate = 24 }.Update([Work("streaming.prepare_title", "package", WorkState.Running), Copy("track", WorkState.Running, 100, 0.25)]);

        Assert.Equal(0.25, state.Phases.Single(phase => phase.Name == "package").Fraction);
        Assert.Null(state.BytesPerSecond);
    }

    [Fact]
    public void Rows_ByRendition_CountTheirChunks()
    {
        var state = new ProgressModel(_clock) { FrameRate = 24 }.Update(
        [
            Chunk(0, "chunk 1 · avc 720p 360p", WorkState.Done),
            Chunk(1, "chunk 2 · avc 720p 360p", WorkState.Running, 60, attempts: 3),
            Chunk(2, "chunk 1 · avc 240p", WorkState.Waiting),
        ]);

        Assert.Equal(["720p", "360p", "240p"], state.Rows.Select(row => row.Name));
        Assert.Equal(new RenditionProgress("720p", 1, 1, 2, 0.75, 0), state.Rows[0]);
        Assert.Equal(new RenditionProgress("240p", 0, 0, 1, 0, 0), state.Rows[2]);
        Assert.Equal(0.5, state.Fraction);
        Assert.Null(state.FramesPerSecond);
        Assert.Null(state.Left);
    }

    [Fact]
    public void Rows_OfSeveralCodecs_AreNamedAfterThem()
    {
        var state = new ProgressModel(_clock) { FrameRate = 24 }.Update(
        [
            Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 60),
            Chunk(0, "chunk 1 · hevc 720p", WorkState.Done),
        ]);

        Assert.Equal([new("avc 720p", 0, 1, 1, 0.5, 0), new RenditionProgress("hevc 720p", 1, 0, 1, 1, 0)], state.Rows);
    }

    [Fact]
    public void Fraction_OfTwoPasses_NeverFallsWhenTheSecondBegins()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        var half = model.Update([Measure(0, WorkState.Running, 60), Measure(1, WorkState.Running, 60)]);
        var first = model.Update([Measure(0, WorkState.Done), Measure(1, WorkState.Done)]);
        var second = model.Update([Measure(0, WorkState.Done), Measure(1, WorkState.Done), Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 12), Chunk(1, "chunk 2 · avc 720p", WorkState.Waiting)]);
        var last = model.Update([Measure(0, WorkState.Done), Measure(1, WorkState.Done), Chunk(0, "chunk 1 · avc 720p", WorkState.Done), Chunk(1, "chunk 2 · avc 720p", WorkState.Done)]);

        Assert.True(half.Fraction > 0 && half.Fraction < first.Fraction && first.Fraction < second.Fraction && second.Fraction < last.Fraction);
        Assert.Equal(1, last.Fraction);
        Assert.Equal(new RenditionProgress("720p", 2, 0, 2, 1, 0), Assert.Single(last.Rows));
    }

    [Fact]
    public void Retries_OfThisRunOnly_AreCounted()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Waiting, attempts: 1), Chunk(1, "chunk 2 · avc 720p", WorkState.Running, attempts: 2)]);

        Assert.Equal(0, model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, attempts: 2), Chunk(1, "chunk 2 · avc 720p", WorkState.Running, attempts: 2)]).Rows[0].Retries);
        Assert.Equal(2, model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, attempts: 3), Chunk(1, "chunk 2 · avc 720p", WorkState.Running, attempts: 3)]).Rows[0].Retries);
    }

    [Fact]
    public void Speed_OverTime_CountsEveryRendition()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        model.Update([Chunk(0, "chunk 1 · avc 720p 360p", WorkState.Running), Chunk(1, "chunk 2 · avc 720p 360p", WorkState.Waiting)]);
        _clock.Advance(2);

        var state = model.Update([Chunk(0, "chunk 1 · avc 720p 360p", WorkState.Running, 48), Chunk(1, "chunk 2 · avc 720p 360p", WorkState.Waiting)]);

        Assert.Equal(48, state.FramesPerSecond!.Value, 6);          // 48 frames of 2 renditions in 2 s
        Assert.Equal(1, state.RealTime!.Value, 6);                  // 24 frames of the title a second
        Assert.Equal(8, state.Left!.Value.TotalSeconds, 6);         // 48 of 240 in 2 s
    }

    [Fact]
    public void Speed_OfChunkThatEnds_KeepsItsFrames()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 20)]);
        _clock.Advance(10);

        // A chunk that is done reports neither progress nor total.
        var state = model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Done, total: 0)]);

        Assert.Equal(10, state.FramesPerSecond!.Value, 6);
        Assert.Equal(TimeSpan.Zero, state.Left);
    }

    [Fact]
    public void Speed_AfterResume_LeavesEarlierWorkOut()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Done, total: 0), Chunk(1, "chunk 2 · avc 720p", WorkState.Running)]);
        _clock.Advance(6);

        var state = model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Done, total: 0), Chunk(1, "chunk 2 · avc 720p", WorkState.Running, 60)]);

        Assert.Equal(10, state.FramesPerSecond!.Value, 6);
        Assert.Equal(6, state.Left!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Speed_OfChunkTriedAgain_IsNotNegative()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 100)]);
        _clock.Advance(2);

        var state = model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 0, attempts: 2)]);

        Assert.Equal(0, state.FramesPerSecond);
        Assert.Null(state.Left);
    }

    [Fact]
    public void Speed_ByWindow_ForgetsOldTimes()
    {
        var model = new ProgressModel(_clock) { FrameRate = 24 };
        for (var second = 0; second <= 30; second++)
        {
            model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, second, total: 1_000)]);
            _clock.Advance(1);
        }

        for (var second = 0; second <= 40; second++)
        {
            model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 30 + (10 * second), total: 1_000)]);
            _clock.Advance(1);
        }

        Assert.Equal(10, model.Update([Chunk(0, "chunk 1 · avc 720p", WorkState.Running, 440, total: 1_000)]).FramesPerSecond!.Value, 6);
    }

    [Fact]
    public void PhaseSeconds_FromFirstStartToLastEnd()
    {
        var start = _clock.GetUtcNow();
        var seconds = Rushes.Cli.View.Phases.Seconds(
        [
            Work("encoding.encode", "encode", WorkState.Done) with { Started = start, Ended = start.AddSeconds(4) },
            Work("encoding.encode", "encode", WorkState.Done) with { Started = start.AddSeconds(1), Ended = start.AddSeconds(9.5) },
            Work("packaging.package", "write", WorkState.Running) with { Started = start },
        ]);

        Assert.Equal(new Dictionary<string, double> { ["encode"] = 9.5 }, seconds);
    }

    private static WorkSnapshot Chunk(int item, string label, WorkState state, long done = 0, long total = 120, int attempts = 1) =>
        new("encoding.encode", "encode", item, label, state, 100, done, total, attempts, null, null);

    private static WorkSnapshot Measure(int item, WorkState state, long done = 0) =>
        Chunk(item, $"chunk {item + 1} · avc 720p", state, done) with { Node = "measure" };

    /// <summary>A track or a file of as many MB.</summary>
    private static WorkSnapshot Copy(string node, WorkState state, long weight, double fraction) =>
        new("packaging.package", node, 0, "", state, weight * 1_000_000, (long)(fraction * 8), state == WorkState.Waiting ? 0 : 8, 1, null, null);

    private static WorkSnapshot Work(string workflow, string node, WorkState state, string label = "") =>
        new(workflow, node, 0, label, state, 1, 0, 0, 1, null, null);
}
