using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>A folder stands for the kernel's tree. The kernel takes a group's files with it; here the test must.</summary>
public sealed class CgroupsTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly Cgroups _cgroups;

    public CgroupsTests() => _cgroups = new(new CgroupV2(_root.Path, new HashSet<string> { "memory", "pids" }), 12);

    [Fact]
    public void Create_Limits_AreWrittenWhereTheKernelHasThem()
    {
        using var group = _cgroups.Create(ToolLimits.Default with { MemoryBytes = 99, Processes = 7 });

        var folder = FolderOf(group);
        Assert.StartsWith(_root["rushes-12-"], folder, StringComparison.Ordinal);
        Assert.Equal("99", File.ReadAllText(Path.Combine(folder, "memory.max")));
        Assert.Equal("7", File.ReadAllText(Path.Combine(folder, "pids.max")));
        Assert.False(File.Exists(Path.Combine(folder, "memory.swap.max")));
    }

    [Theory]
    [InlineData("low 0\nmax 12\noom 1\noom_kill 1\noom_group_kill 0\n", true)]
    [InlineData("low 0\nmax 12\noom 0\noom_kill 0\n", false)]
    [InlineData("oom_kill_disable 0\nunder_oom 0\noom_kill 2\n", true)]
    [InlineData("oom_kill_disable 1\nunder_oom 1\noom_kill 0\n", false)]
    public void RanOutOfMemory_KillsAreCounted_InBothVersionsWords(string events, bool expected)
    {
        using var group = _cgroups.Create(ToolLimits.Default);
        File.WriteAllText(Path.Combine(FolderOf(group), "memory.events"), events);

        Assert.Equal(expected, group.RanOutOfMemory);
    }

    [Fact]
    public void Dispose_GroupIsBusy_GoesWhenTheNextComes()
    {
        var busy = _cgroups.Create(ToolLimits.Default);
        busy.Dispose();
        Assert.True(Directory.Exists(FolderOf(busy)));

        Empty(busy);
        using var next = _cgroups.Create(ToolLimits.Default);

        Assert.False(Directory.Exists(FolderOf(busy)));
    }

    [Fact]
    public void Dispose_GroupIsEmpty_IsGone()
    {
        var group = _cgroups.Create(ToolLimits.Default);
        Empty(group);

        group.Dispose();

        Assert.False(Directory.Exists(FolderOf(group)));
    }

    [Fact]
    public void Sweep_GroupsOfTheDead_GoAndThoseOfTheLivingStay()
    {
        foreach (var name in (string[])["rushes-12-4", "rushes-13-1", "rushes-13-host", "rushes-x", "others"])
            Directory.CreateDirectory(_root[name]);

        _cgroups.Sweep(id => id == 12);

        Assert.Equal(["others", "rushes-12-4", "rushes-x"], Directory.GetDirectories(_root.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Create_TreeMayNotBeWritten_LeavesNothing()
    {
        var cgroups = new Cgroups(new CgroupV1(_root["memory"], _root.Write("file", ""), null), 12);
        Directory.CreateDirectory(_root["memory"]);

        Assert.ThrowsAny<IOException>(() => cgroups.Create(ToolLimits.Default));

        Assert.Empty(Directory.GetDirectories(_root["memory"]));
    }

    public void Dispose() => _root.Dispose();

    private static string FolderOf(Cgroup group) => group.Entrance[^2];

    private static void Empty(Cgroup group)
    {
        foreach (var file in Directory.GetFiles(FolderOf(group)))
            File.Delete(file);
    }
}
