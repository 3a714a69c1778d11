using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Sandboxing;

public sealed class PrlimitCommandTests
{
    private static readonly ToolLimits Limits = ToolLimits.Default with
    {
        MemoryBytes = 1000, OutputBytes = 500, Processor = TimeSpan.FromSeconds(1.2),
    };

    [Fact]
    public void Build_AllLimits_SaysThemAll() => Assert.Equal(
        ["/usr/bin/prlimit", "--core=0", "--fsize=500", "--cpu=2:7", "--data=2000", "--"],
        Build(Limits, "/out", memoryIsGuarded: false));

    [Fact]
    public void Build_MemoryHeldByAControlGroup_IsNotLimitedTwice() =>
        Assert.DoesNotContain("--data=2000", Build(Limits, "/out", memoryIsGuarded: true));

    [Fact]
    public void Build_NoOutputs_NoFileMayGrow() =>
        Assert.Contains("--fsize=0", Build(ToolLimits.Default, null, memoryIsGuarded: false));

    [Fact]
    public void Build_NoLimits_LimitsNothing() =>
        Assert.Equal(["/usr/bin/prlimit", "--core=0", "--"], Build(ToolLimits.Default, "/out", memoryIsGuarded: false));

    private static IReadOnlyList<string> Build(ToolLimits limits, string? outputs, bool memoryIsGuarded) =>
        PrlimitCommand.Build("/usr/bin/prlimit", new ToolInvocation("/tool", []) { Limits = limits, Outputs = outputs }, memoryIsGuarded);
}
