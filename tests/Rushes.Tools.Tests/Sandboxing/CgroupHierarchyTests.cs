using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Sandboxing;

public sealed class CgroupHierarchyTests
{
    private static readonly ToolLimits Limits = ToolLimits.Default with { MemoryBytes = 1 << 30, Cores = 4, Processes = 300 };

    [Fact]
    public void V1_Limits_AreFilesOfThreeTrees()
    {
        var hierarchy = new CgroupV1("/cg/memory/a", "/cg/pids", "/cg/cpu/b");

        Assert.Equal(["/cg/memory/a", "/cg/pids", "/cg/cpu/b"], hierarchy.Parents);
        Assert.Equal(
            [
                new("/cg/memory/a/g/memory.limit_in_bytes", "1073741824"),
                new("/cg/memory/a/g/memory.memsw.limit_in_bytes", "1073741824", Optional: true),
                new("/cg/pids/g/pids.max", "300"),
                new("/cg/cpu/b/g/cpu.shares", "4096"),
            ],
            hierarchy.Settings("g", Limits));
        Assert.Equal("/cg/memory/a/g/memory.oom_control", hierarchy.MemoryEvents("g"));
    }

    [Fact]
    public void V2_Limits_AreFilesOfOneFolder()
    {
        var hierarchy = new CgroupV2("/cg/user", new HashSet<string> { "memory", "pids", "cpu" });

        Assert.Equal(["/cg/user"], hierarchy.Parents);
        Assert.Equal(
            [
                new("/cg/user/g/memory.max", "1073741824"),
                new("/cg/user/g/memory.swap.max", "0", Optional: true),
                new("/cg/user/g/memory.oom.group", "1", Optional: true),
                new("/cg/user/g/pids.max", "300"),
                new("/cg/user/g/cpu.weight", "400"),
            ],
            hierarchy.Settings("g", Limits));
        Assert.Equal("/cg/user/g/memory.events", hierarchy.MemoryEvents("g"));
    }

    [Fact]
    public void Usage_OfEitherVersion_IsReadInItsOwnUnit()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["g"]);
        folder.Write("g/cpuacct.usage", "2500000000\n");
        folder.Write("g/cpu.stat", "nr_periods 0\nusage_usec 1500000\nuser_usec 1000000\n");

        Assert.Equal(TimeSpan.FromSeconds(2.5), new CgroupV1("/m", null, folder.Path).Usage("g")!.Read());
        Assert.Equal(TimeSpan.FromSeconds(2.5), new CgroupV1("/m", null, "/other", folder.Path).Usage("g")!.Read());
        Assert.Equal(TimeSpan.FromSeconds(1.5), new CgroupV2(folder.Path, new HashSet<string>()).Usage("g").Read());
        Assert.Null(new CgroupV2(folder.Path, new HashSet<string>()).Usage("other").Read());
        Assert.Null(new CgroupV1("/m", null, null).Usage("g"));
    }

    [Fact]
    public void Controllers_ThatAreNotThere_AreNotSet()
    {
        Assert.All(new CgroupV1("/m", null, null).Settings("g", Limits), setting => Assert.StartsWith("/m/g/memory", setting.Path, StringComparison.Ordinal));
        Assert.All(
            new CgroupV2("/u", new HashSet<string> { "memory" }).Settings("g", Limits),
            setting => Assert.StartsWith("/u/g/memory", setting.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_ThatAreNotGiven_AreNotSet() =>
        Assert.Equal(["/u/g/pids.max"], new CgroupV2("/u", new HashSet<string> { "memory", "pids", "cpu" }).Settings("g", ToolLimits.Default).Select(setting => setting.Path));

    [Fact]
    public void Weight_OfManyCores_StaysInTheKernelsRange() =>
        Assert.Contains(
            new CgroupSetting("/u/g/cpu.weight", "10000"),
            new CgroupV2("/u", new HashSet<string> { "cpu" }).Settings("g", Limits with { Cores = 192 }));
}
