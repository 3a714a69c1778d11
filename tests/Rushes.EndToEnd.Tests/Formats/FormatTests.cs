using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>One cell of the matrix for each format: several chunks of a clip with B frames at a rate that no clock counts exactly.</summary>
public sealed class FormatTests
{
    public static TheoryData<string> Codecs { get; } = [.. FormatCase.All.Select(format => format.Codec)];

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Encode_InShortChunks_KeepsEveryFrame(string codec)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var path = await TestMedia.MakeAsync(
            folder["source.mp4"], "-f lavfi -i testsrc2=size=256x144:rate=24000/1001:duration=2 -c:v libx264 -preset ultrafast -bf 2 -g 20", token);
        var format = FormatCase.All.Single(format => format.Codec == codec);

        var outcome = await FormatProof.ProveAsync(path, await SourcePictures.ReadAsync(path, folder, token), format, token);

        Assert.Equal(format.Lossless is null ? FormatProof.Exact : FormatProof.Lossless, outcome);
    }
}
