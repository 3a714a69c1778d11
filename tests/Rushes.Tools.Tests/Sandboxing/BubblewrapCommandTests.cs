using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;

namespace Rushes.Tools.Tests.Sandboxing;

public sealed class BubblewrapCommandTests
{
    private static readonly SystemView System = new(["/usr", "/etc/alternatives"], [new("/bin", "usr/bin"), new("/lib", "usr/lib")]);

    [Fact]
    public void Build_ToolOfTheSystem_ShowsSystemInputsAndOutputsAlone()
    {
        var command = Build(new ToolInvocation("/usr/bin/ffmpeg", ["-i", "file:/media/a.mov", "-y", "/out/b.mp4"])
        {
            Inputs = ["/media/a.mov"],
            Outputs = "/out",
        });

        Assert.Equal(
            [
                "/usr/bin/bwrap", "--unshare-all", "--die-with-parent", "--as-pid-1",
                "--ro-bind", "/usr", "/usr", "--ro-bind", "/etc/alternatives", "/etc/alternatives",
                "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
                "--dev", "/dev", "--bind", "/out", "/out", "--ro-bind", "/media/a.mov", "/media/a.mov",
                "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--",
                "/bin/sh", "-c", "\"$@\"; exit $?", "sh", "/usr/bin/ffmpeg", "-i", "file:/media/a.mov", "-y", "/out/b.mp4",
            ],
            command);
    }

    [Theory]
    [InlineData("/home/ann/tools/ffmpeg", true)]
    [InlineData("/usr/local/bin/ffmpeg", false)]
    [InlineData("/bin/ffmpeg", false)]
    [InlineData("/usrlocal/ffmpeg", true)]
    public void Build_ToolFromAnywhere_IsShownWhereTheSystemDoesNotHoldIt(string tool, bool shown) =>
        Assert.Equal(shown, Has(Build(new ToolInvocation(tool, [])), "--ro-bind", tool, tool));

    /// <summary>An input that lies in the folder for outputs may still not be written.</summary>
    [Fact]
    public void Build_InputInTheOutputFolder_IsShownAfterIt()
    {
        var command = Build(new ToolInvocation("/usr/bin/ffmpeg", []) { Inputs = ["/out/.inputs/0"], Outputs = "/out" });

        Assert.True(command.IndexOf("/out") < command.IndexOf("/out/.inputs/0"));
    }

    /// <summary>Numbered images are shown with their folder, and people work where their images are.</summary>
    [Fact]
    public void Build_OutputFolderInAnInput_IsShownAfterIt()
    {
        var command = Build(new ToolInvocation("/usr/bin/ffmpeg", []) { Inputs = ["/shots"], Outputs = "/shots/work" });

        Assert.True(command.IndexOf("/shots") < command.IndexOf("/shots/work"));
    }

    [Fact]
    public void Build_NoOutputs_ShowsNothingThatMayBeWritten() =>
        Assert.DoesNotContain("--bind", Build(new ToolInvocation("/usr/bin/ffprobe", []) { Inputs = ["/media/a.mov"] }));

    [Fact]
    public void Build_OddNames_AreArgumentsOfTheirOwn()
    {
        var odd = "/media/--bind / /\n:%d 'a'";

        Assert.True(Has(Build(new ToolInvocation("/usr/bin/ffprobe", []) { Inputs = [odd] }), "--ro-bind", odd, odd));
    }

    [Fact]
    public void Build_WorkingDirectory_IsWhereTheToolStarts() =>
        Assert.True(Has(Build(new ToolInvocation("/usr/bin/ffprobe", []) { WorkingDirectory = "/out", Outputs = "/out" }), "--chdir", "/out", "--"));

    private static List<string> Build(ToolInvocation invocation) =>
        [.. BubblewrapCommand.Build("/usr/bin/bwrap", System, invocation, invocation.Executable)];

    private static bool Has(List<string> command, params string[] words) =>
        Enumerable.Range(0, command.Count - words.Length + 1).Any(start => command.Skip(start).Take(words.Length).SequenceEqual(words));
}
