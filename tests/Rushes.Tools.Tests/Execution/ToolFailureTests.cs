using Rushes.Contracts;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Execution;

public sealed class ToolFailureTests
{
    private static readonly ToolInvocation Invocation = new("/opt/ffmpeg", ["-i", "file:a 'b'.mov", "-f", "null"]);

    [Fact]
    public void ToFailure_ExitCode_IsInternalAndKeepsEverything()
    {
        var tail = string.Join('\n', Enumerable.Range(1, 30).Select(i => $"line {i}"));

        var failure = new ToolResult(Invocation, ToolEnd.Exited, 183, tail).ToFailure("encode.failed", new Place { Chunk = 3 });

        Assert.Equal(("encode.failed", FailureCategory.Internal, 3), (failure.Code, failure.Category, failure.Place.Chunk));
        Assert.Equal("183", failure.Details["exitCode"]);
        Assert.StartsWith("line 11\n", failure.Details["stderr"], StringComparison.Ordinal);
        Assert.Equal(@"/opt/ffmpeg -i 'file:a '\''b'\''.mov' -f null", failure.Details["arguments"]);
    }

    [Theory]
    [InlineData(ToolEnd.Exited, 137)]
    [InlineData(ToolEnd.Stalled, 137)]
    [InlineData(ToolEnd.WallTime, 137)]
    public void ToFailure_Killed_MayBeTriedAgain(ToolEnd end, int exitCode)
    {
        var failure = new ToolResult(Invocation, end, exitCode, "").ToFailure("encode.failed", null);

        Assert.Equal(FailureCategory.Transient, failure.Category);
        Assert.Equal("9", failure.Details["signal"]);
    }

    [Fact]
    public void ToFailure_DiskFull_HasItsOwnCode()
    {
        var failure = new ToolResult(Invocation, ToolEnd.Exited, 228, "av_interleaved_write_frame(): No space left on device\n")
            .ToFailure("encode.failed", null);

        Assert.Equal(("disk.full", FailureCategory.Capacity), (failure.Code, failure.Category));
    }

    [Fact]
    public void ToFailure_OfSuccess_IsTheCallersBug() =>
        Assert.Throws<ArgumentException>(() => new ToolResult(Invocation, ToolEnd.Exited, 0, "").ToFailure("encode.failed", null));
}
