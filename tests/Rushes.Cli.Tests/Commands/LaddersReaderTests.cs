using Rushes.Cli.Commands;
using Rushes.Contracts;

namespace Rushes.Cli.Tests.Commands;

public sealed class LaddersReaderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly List<Failure> _failures = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "avc")]
    [InlineData("hevc", "hevc")]
    [InlineData("hevc,avc", "hevc avc")]
    [InlineData("av1, vp9", "av1 vp9")]
    [InlineData("prores-hq", "prores")]
    public void Codecs_WithoutFiles_HaveStandardLadders(string? codecs, string expected)
    {
        Assert.Equal(expected, Read(codecs));
        Assert.Empty(_failures);
    }

    [Theory]
    [InlineData(null, "avc", "avc")]
    [InlineData(null, "hevc avc", "hevc avc")]
    [InlineData(null, "standard hevc", "avc hevc")]
    [InlineData(null, "standard avc", "avc")]
    [InlineData("avc,hevc", "hevc avc", "avc hevc")]
    [InlineData("avc,hevc", "hevc standard", "avc hevc")]
    public void Files_OfCodecs_AreTheirLadders(string? codecs, string ladders, string expected)
    {
        Assert.Equal(expected, Read(codecs, ladders.Split(' ')));
        Assert.Empty(_failures);
    }

    [Theory]
    [InlineData("avc,hevc", "avc", "No ladder file is of hevc.")]
    [InlineData("hevc", "avc standard", "A ladder file is of another codec than hevc.")]
    [InlineData("avc,divx", "standard", "The codec 'divx' is not known.")]
    [InlineData("avc,vc1", "standard", "There is no encoder of VC-1 on this system: FFmpeg has none.")]
    [InlineData("avc,avc", "standard", "There are 2 ladders of avc.")]
    [InlineData("avc,prores-hq", "standard", "prores goes into files, and the others are streamed.")]
    [InlineData("avc", "avc avc", "There are 2 ladders of avc.")]
    [InlineData(null, "avc avc", "There are 2 ladders of avc.")]
    [InlineData(null, "avc hevc-4s", "The ladders differ in the length of their segments.")]
    public void What_CannotBe_IsRefused(string? codecs, string ladders, string message)
    {
        Read(codecs, ladders.Split(' '));

        Assert.Contains(_failures, failure => failure.Message == message);
    }

    /// <param name="codecs">As written.</param>
    /// <param name="ladders">"standard", or codecs of which there are files.</param>
    private string Read(string? codecs, params string[] ladders)
    {
        var values = ladders.Select(ladder => ladder == "standard" ? ladder : File(ladder)).ToArray();
        var read = new LaddersReader(path => path, _failures).Read(codecs, values);
        return string.Join(' ', read.Select(ladder => ladder.Ladder.Codec.ToString().ToLowerInvariant()));
    }

    private string File(string ladder)
    {
        var (codec, segment) = ladder.Split('-') is [var name, var length] ? (name, length) : (ladder, "6s");
        _folder.WriteFile($"{ladder}.yaml", $"version: 1\ncodec: {codec}\nsegment: {segment}\nrenditions:\n  - {{name: a, height: 90, crf: 30}}\n");
        return _folder[$"{ladder}.yaml"];
    }
}
