using Rushes.Testing;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>A folder stands for the kernel's tree; what the kernel would refuse is a folder that may not be written.</summary>
public sealed class CgroupSearchTests : IDisposable
{
    private const int ProcessId = 4711;
    private const string HostGroup = "rushes-4711-host";

    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Find_DelegatedV2_StepsDownAndHandsControllersOn()
    {
        Group("user/rushes.scope", controllers: "cpuset cpu memory pids\n", handedOn: "\n");

        var found = Assert.IsType<CgroupV2>(Find("0::/user/rushes.scope\n"));

        Assert.Equal(_root["user/rushes.scope"], found.Own);
        Assert.Equal("4711", Read($"user/rushes.scope/{HostGroup}/cgroup.procs"));
        Assert.Equal(["+memory", "+pids", "+cpu"], Read("user/rushes.scope/cgroup.subtree_control").Split(' '));
    }

    [Fact]
    public void Find_V2ThatHasHandedOnAll_ChangesNothing()
    {
        Group("a", controllers: "cpu memory pids", handedOn: "memory pids cpu");

        Assert.IsType<CgroupV2>(Find("0::/a\n"));

        Assert.Equal("memory pids cpu", Read("a/cgroup.subtree_control"));
        Assert.False(Directory.Exists(_root[$"a/{HostGroup}"]));
    }

    [Fact]
    public void Find_RootOfV2_StaysInIt()
    {
        Group("", controllers: "cpu memory pids", handedOn: "", isRoot: true);

        Assert.IsType<CgroupV2>(Find("0::/\n"));

        Assert.False(Directory.Exists(_root[HostGroup]));
        Assert.Contains("+memory", Read("cgroup.subtree_control"), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_V2RefusesToHandOn_StepsBack()
    {
        Group("a", controllers: "cpu memory pids", handedOn: "");
        File.Delete(_root["a/cgroup.subtree_control"]);
        Directory.CreateDirectory(_root["a/cgroup.subtree_control"]);

        Assert.ThrowsAny<Exception>(() => Find("0::/a\n"));

        Assert.Equal("4711", Read("a/cgroup.procs"));
    }

    [Fact]
    public void Find_Hybrid_TakesTheTreesOfV1()
    {
        foreach (var folder in (string[])["unified", "memory/job/7", "pids", "cpu,cpuacct"])
            Directory.CreateDirectory(_root[folder]);
        Directory.CreateSymbolicLink(_root["cpu"], _root["cpu,cpuacct"]);

        var found = Assert.IsType<CgroupV1>(Find("5:pids:/\n4:memory:/job/7\n3:cpu,cpuacct:/\n1:name=systemd:/\n0::/\n"));

        Assert.Equal(new CgroupV1(_root["memory/job/7"], _root["pids"], _root["cpu"]), found);
    }

    [Fact]
    public void Find_AccountingInATreeOfItsOwn_IsFoundToo()
    {
        foreach (var folder in (string[])["memory", "cpu", "cpuacct"])
            Directory.CreateDirectory(_root[folder]);

        Assert.Equal(new CgroupV1(_root["memory"], null, _root["cpu"], _root["cpuacct"]), Find("4:memory:/\n3:cpu:/\n2:cpuacct:/\n"));
    }

    [Fact]
    public void Find_ContainerThatSeesOnlyItsOwnPart_TakesTheMount()
    {
        Directory.CreateDirectory(_root["memory"]);

        Assert.Equal(new CgroupV1(_root["memory"], null, null), Find("4:memory:/docker/1f2e\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0::/a\n")]
    [InlineData("4:cpu:/\nnonsense\n")]
    public void Find_NoMemoryController_FindsNothing(string membership)
    {
        Group("a", controllers: "cpu pids", handedOn: "");

        Assert.Null(Find(membership));
    }

    public void Dispose() => _root.Dispose();

    private ICgroupHierarchy? Find(string membership) => new CgroupSearch(_root.Path, CgroupMembership.Parse(membership), ProcessId).Find();

    private void Group(string path, string controllers, string handedOn, bool isRoot = false)
    {
        Directory.CreateDirectory(_root[path]);
        _root.Write(Path.Combine(path, "cgroup.controllers"), controllers);
        _root.Write(Path.Combine(path, "cgroup.subtree_control"), handedOn);
        if (!isRoot)
            _root.Write(Path.Combine(path, "cgroup.type"), "domain\n");
    }

    private string Read(string path) => File.ReadAllText(_root[path]);
}
