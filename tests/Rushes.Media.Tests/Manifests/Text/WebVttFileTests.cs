using System.Text;
using Rushes.Media.Manifests.Text;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests.Text;

public sealed class WebVttFileTests
{
    private const string Whole =
        "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE a\nb --\n\nREGION\nid:r\n\n" +
        "first\n00:01.000 --> 00:02.500 line:0\n<v A>Hello\u2028you\nthere\n\n\n" +
        "01:00:00.000\t-->\t101:00:00.004\n- more\n\n01:00:00.000 --> 01:00:01.000\nempty next\n\n02:00:00.000 --> 02:00:01.000";

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\r\n", "\uFEFF")]
    public void Read_OfAWholeFile_CountsCuesAndFindsTheEnd(string lineEnd, string mark)
    {
        var result = WebVttFile.Read(Encoding.UTF8.GetBytes(mark + Whole.Replace("\n", lineEnd, StringComparison.Ordinal)));
        Assert.Empty(result.Problems);
        Assert.Equal(4, result.File!.CueCount);
        Assert.Equal(new Rational(363600004, 1000), result.File.End);
        Assert.Equal(
            Whole.Replace("WEBVTT - title\n", "WEBVTT - title\nX-TIMESTAMP-MAP=MPEGTS:180000,LOCAL:00:00:00.000\n", StringComparison.Ordinal) + "\n",
            result.File.ForPackage(2));
    }

    [Fact]
    public void ForPackage_AtALateBase_WrapsTheClock()
    {
        var file = WebVttFile.Read("WEBVTT"u8).File!;
        Assert.Equal((0, Rational.Zero), (file.CueCount, file.End));
        Assert.Contains($":{(100_000 * 90_000L) - (1L << 33)},", file.ForPackage(100_000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "does not start")]
    [InlineData("WEBVTTx\n", 1, "does not start")]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\nSubRip", 1, "does not start")]
    [InlineData("WEBVTT\n00:01.000 --> 00:02.000\na", 2, "empty line")]
    [InlineData("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n", 2, "segment of a stream")]
    [InlineData("WEBVTT\n\n00:01,000 --> 00:02,000\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n00:01.000-->00:02.000\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n00:01.000 -->\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n00:60.000 --> 01:02.000\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n0:00:01.000 --> 00:02.000\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n9999999:00:01.000 --> 9999999:00:02.000\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n-0:01.000 --> 00:02.000\na", 3, "no line of times")]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:02.000\na", 3, "ends before")]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:03.000\na\n\n00:01.000 --> 00:03.000\nb", 6, "in front of it")]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:03.000\na\n00:04.000 --> 00:05.000\nb", 5, "empty line")]
    [InlineData("WEBVTT\n\nid\nno times\n", 3, "without times")]
    public void Read_OfWhatIsWrong_SaysWhereAndWhy(string text, int line, string message)
    {
        var result = WebVttFile.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(result.File);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfManyErrors_ReportsThemAllUpToAHundred()
    {
        Assert.Equal([3, 5, 8], WebVttFile.Read("WEBVTT\n\nx\n\n00:02.000 --> 1\ny\n\nz"u8).Problems.Select(problem => problem.Line));
        var many = WebVttFile.Read(Encoding.UTF8.GetBytes("WEBVTT\n" + string.Concat(Enumerable.Repeat("\nx\n", 5000))));
        Assert.Equal(100, many.Problems.Count);
    }

    [Fact]
    public void Read_OfDamagedFiles_GivesTheFileOrAllThatIsWrong()
    {
        var random = new Random(5);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Whole);
            for (var damage = random.Next(4); damage >= 0; damage--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(random.Next(2) == 0 ? 128 : 256);
            }

            var result = WebVttFile.Read(bytes.AsSpan(0, random.Next(bytes.Length)));
            var lines = bytes.Count((byte)'\n') + bytes.Count((byte)'\r') + 1;
            Assert.Equal(result.File is null, result.Problems.Count > 0);
            Assert.All(result.Problems, problem => Assert.InRange(problem.Line, 1, lines));
            (read, refused) = result.File is null ? (read, refused + 1) : (read + 1, refused);
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Read_OfAHugeFile_IsRefused() =>
        Assert.Contains("16 MiB", Assert.Single(WebVttFile.Read(new byte[(16 << 20) + 1]).Problems).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, new byte[] { 0xFF, 0xFE, 0x57, 0x00 })]
    [InlineData(3, new byte[] { 0x57, 0x45, 0x42, 0x56, 0x54, 0x54, 0x0A, 0x0A, 0x61, 0xE9, 0x0A })]
    [InlineData(3, new byte[] { 0x57, 0x45, 0x42, 0x56, 0x54, 0x54, 0x0D, 0x0D, 0x61, 0xE9, 0x0D })]
    [InlineData(1, new byte[] { 0x57, 0x45, 0x42, 0x56, 0x54, 0x54, 0x20, 0xE2, 0x82 })]
    public void Read_OfAnotherEncoding_NamesTheLine(int line, byte[] bytes) =>
        Assert.Equal(new TextProblem(line, "The line is not UTF-8."), Assert.Single(WebVttFile.Read(bytes).Problems));
}
