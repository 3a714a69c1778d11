using Rushes.Cli.Jobs;

namespace Rushes.Cli.Tests.Jobs;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_AbsentOrEmpty_IsFree()
    {
        Assert.Null(new OutputFolder(_folder["out"]).FindObstacle());
        Directory.CreateDirectory(_folder["out"]);
        Assert.Null(new OutputFolder(_folder["out"]).FindObstacle());
    }

    [Fact]
    public void Folder_WithAnything_IsNotEmpty()
    {
        _folder.WriteFile("out/.hidden");

        Assert.Equal("output.not_empty", new OutputFolder(_folder["out"]).FindObstacle()?.Code);
    }

    [Fact]
    public void Folder_ThatIsAFile_IsNotEmpty() =>
        Assert.Equal("output.not_empty", new OutputFolder(_folder.WriteFile("out")).FindObstacle()?.Code);

    [Fact]
    public void Folder_BelowNothing_IsNotWritable() =>
        Assert.Equal("output.not_writable", new OutputFolder(_folder["absent/out"]).FindObstacle()?.Code);

    [Fact]
    public void Folder_BelowWhatNobodyWritesTo_IsNotWritable() =>
        Assert.Equal("output.not_writable", new OutputFolder("/proc/out").FindObstacle()?.Code);

    [Fact]
    public void Staging_IsAHiddenSibling() =>
        Assert.Equal(_folder[".out.7f.partial"], new OutputFolder(_folder["out"]).StagingFor("7f"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Publish_OverNothingOrAnEmptyFolder_MovesTheWhole(bool exists)
    {
        var output = new OutputFolder(_folder["out"]);
        if (exists)
        {
            Directory.CreateDirectory(output.Path);
        }

        _folder.WriteFile(".out.7f.partial/video/avc/a.mp4", "bytes");
        output.Publish(output.StagingFor("7f"));

        Assert.Equal("bytes", File.ReadAllText(_folder["out/video/avc/a.mp4"]));
        Assert.False(Directory.Exists(output.StagingFor("7f")));
    }

    [Fact]
    public void Publish_OverAFolderThatFilledUp_FailsAndKeepsBoth()
    {
        var output = new OutputFolder(_folder["out"]);
        _folder.WriteFile("out/other.txt");
        _folder.WriteFile(".out.7f.partial/a.mp4");

        Assert.Throws<IOException>(() => output.Publish(output.StagingFor("7f")));
        Assert.True(File.Exists(_folder["out/other.txt"]));
        Assert.True(File.Exists(_folder[".out.7f.partial/a.mp4"]));
    }
}
