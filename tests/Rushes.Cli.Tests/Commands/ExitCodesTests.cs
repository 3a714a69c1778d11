using Rushes.Cli.Commands;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Commands;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData("usage.value", FailureCategory.Configuration, 2)]
    [InlineData("ladder.value", FailureCategory.Configuration, 2)]
    [InlineData("output.not_empty", FailureCategory.Configuration, 2)]
    [InlineData("input.truncated", FailureCategory.Input, 3)]
    [InlineData("tool.missing", FailureCategory.Configuration, 4)]
    [InlineData("tool.too_old", FailureCategory.Configuration, 4)]
    [InlineData("tool.failed", FailureCategory.Internal, 1)]
    [InlineData("server.unreachable", FailureCategory.Transient, 4)]
    [InlineData("server.lost", FailureCategory.Transient, 1)]
    [InlineData("server.refused_token", FailureCategory.Configuration, 2)]
    [InlineData("disk.full", FailureCategory.Capacity, 1)]
    [InlineData("job.already_running", FailureCategory.Transient, 1)]
    [InlineData("new.kind", FailureCategory.Unspecified, 1)]
    public void Failure_OfEachKind_HasItsCode(string code, FailureCategory category, int expected) =>
        Assert.Equal(expected, ExitCodes.For([new Failure { Code = code, Category = category }]));

    [Fact]
    public void Failures_OfSeveralKinds_UsageCountsFirst()
    {
        var usage = new Failure { Code = "usage.value", Category = FailureCategory.Configuration };
        var input = new Failure { Code = "input.not_found", Category = FailureCategory.Input };
        var tool = new Failure { Code = "tool.missing", Category = FailureCategory.Configuration };

        Assert.Equal(2, ExitCodes.For([tool, input, usage]));
        Assert.Equal(3, ExitCodes.For([tool, input]));
    }

    [Fact]
    public void Failures_None_IsACallersBug() => Assert.Throws<ArgumentException>(() => ExitCodes.For([]));
}
