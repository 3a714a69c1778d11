using Rushes.Cli.Sequences;

namespace Rushes.Cli.Tests.Sequences;

public sealed class ImageSequenceSearchTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images")]
    [InlineData("images/shot2_%04d.png")]
    public void Sequence_ByFolderOrByName_IsFound(string path)
    {
        Write("shot2_0998.png", "shot2_0999.png", "shot2_1000.png", "notes.txt");

        var (sequence, failure) = ImageSequenceSearch.Find(_folder[path]);

        Assert.Null(failure);
        Assert.Equal((998, 3, _folder["images/shot2_%04d.png"]), (sequence!.First, sequence.Count, sequence.Path));
    }

    [Fact]
    public void Sequence_OfNumbersThatGrow_IsOne()
    {
        Write("9.jpg", "10.jpg", "11.jpg");

        Assert.Equal((9, 3, _folder["images/%01d.jpg"]), Found("images/%d.jpg"));
        Assert.Equal((9, 3, _folder["images/%01d.jpg"]), Found("images"));
    }

    [Fact]
    public void Sequence_OneOfSeveral_IsTakenByItsName()
    {
        Write("a.0001.dpx", "a.0002.dpx", "b.0001.dpx");

        Assert.Equal(2, Found("images/a.%04d.dpx").Count);
        Assert.Equal("input.several_sequences", Refused("images"));
    }

    [Fact]
    public void Sequence_WithGaps_IsRefusedWithTheirNumbers()
    {
        Write("1.png", "2.png", "4.png", "8.png");

        var failure = ImageSequenceSearch.Find(_folder["images"]).Failure;

        Assert.Equal("input.sequence_gap", failure?.Code);
        Assert.Contains("3, 5 to 7", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sequence_NumberedInTwoWays_IsRefused()
    {
        Write("1.png", "02.png");

        Assert.Equal("input.sequence_numbers", Refused("images"));
    }

    [Fact]
    public void Sequence_WithAnEmptyImage_IsRefused()
    {
        Write("1.png", "2.png");
        File.WriteAllText(_folder["images/2.png"], "");

        Assert.Equal("input.empty", Refused("images"));
    }

    [Theory]
    [InlineData("images")]
    [InlineData("images/frame_%04d.png")]
    [InlineData("nowhere/frame_%04d.png")]
    [InlineData("images/frame_%s.png")]
    public void Path_ThatMeansNoImages_IsNone(string path)
    {
        Write("film.mov", "linear_0001.exr");

        Assert.Equal((null, null), ImageSequenceSearch.Find(_folder[path]));
    }

    [Fact]
    public void Pattern_OfNamesWithPercentSigns_MeansThoseNames()
    {
        var sequence = new ImageSequence("/100%", "50%_", 4, ".png", 1, 1, 1, default);

        Assert.Equal("/100%%/50%%_%04d.png", sequence.Pattern);
    }

    private (long First, int Count, string Path) Found(string path)
    {
        var (sequence, failure) = ImageSequenceSearch.Find(_folder[path]);
        Assert.Null(failure);
        return (sequence!.First, sequence.Count, sequence.Path);
    }

    private string? Refused(string path) => ImageSequenceSearch.Find(_folder[path]).Failure?.Code;

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            _folder.WriteFile($"images/{name}");
        }
    }
}
