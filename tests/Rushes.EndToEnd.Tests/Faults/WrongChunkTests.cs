using System.Globalization;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>An encoder that ends well and has written something else than it was asked for: nothing of it may be shown.</summary>
public sealed class WrongChunkTests
{
    private const int Bad = 2;
    private const int BadFrame = Bad * TinyJob.FramesPerChunk;

    // The media file is an argument like file:/…/tiny.mp4; the lines after it see its path in $media.
    private const string EncodeThen =
        """
        "$ffmpeg" "$@" || exit $?
        for word in "$@"; do case "$word" in file:*/tiny.mp4) media="${word#file:}";; esac; done
        """;

    [Theory]
    [InlineData("later", 0)] // The first frame is missing.
    [InlineData("earlier", TinyJob.FramesPerChunk - 1)] // The last one is.
    public async Task Encode_DecoderGivesOtherFrames_NamesTheFrame(string cut, int frameOfChunk)
    {
        var start = TinyJob.TicksOf(BadFrame);
        var end = TinyJob.TicksOf(BadFrame + TinyJob.FramesPerChunk);
        var change = cut == "later"
            ? Invariant($"s/trim=start_pts={start}:/trim=start_pts={start + 1}:/")
            : Invariant($"s/end_pts={end},/end_pts={end - 1024},/");
        var failure = await FailAsync(
            $"""
            n=$#
            while [ $n -gt 0 ]; do word="$(printf '%s' "$1" | sed '{change}')"; shift; set -- "$@" "$word"; n=$((n-1)); done
            """);

        Assert.Equal("encode.frames_differ", failure.Code);
        Assert.Equal(BadFrame + frameOfChunk, failure.Place.Frame);
    }

    [Fact]
    public async Task Encode_EncoderDropsAFrameBehindOurBack_NamesTheChunk()
    {
        var failure = await FailAsync(
            EncodeThen + "\n" +
            """
            "$ffmpeg" -v error -y -i "$media" -c copy -frames:v 23 -movflags +frag_keyframe+empty_moov+default_base_moof "$media.short.mp4" || exit 99
            mv "$media.short.mp4" "$media"; exit 0
            """);

        Assert.Equal("encode.output_short", failure.Code);
    }

    [Theory]
    [InlineData("truncate -s -200 \"$media\"; exit 0", "encode.output_short")]
    [InlineData("truncate -s 400 \"$media\"; exit 0", "encode.output_short")]
    [InlineData(": > \"$media\"; exit 0", "encode.output_short")]
    [InlineData("printf 'no film' > \"$media\"; exit 0", "encode.output_short")]
    [InlineData("rm \"$media\"; exit 0", "encode.no_output")]
    public async Task Encode_ChunkIsCutOff_NamesTheChunk(string harm, string code)
    {
        var failure = await FailAsync(EncodeThen + "\n" + harm);

        Assert.Equal(code, failure.Code);
    }

    [Fact]
    public async Task Encode_ChunkIsDamagedInside_IsFoundByDecoding()
    {
        var failure = await FailAsync(
            EncodeThen + "\n" +
            """
            size=$(wc -c < "$media")
            head -c 64 /dev/zero | tr '\0' '\377' | dd of="$media" bs=1 seek=$((size / 2)) conv=notrunc 2> /dev/null; exit 0
            """);

        Assert.Equal("validate.decode_error", failure.Code);
    }

    [Fact]
    public async Task Encode_ChunkChangesBetweenEncoderAndDecoder_IsFoundByItsDigest()
    {
        // The minor version of the brand: every frame decodes as before.
        var failure = await FailWithAsync(
            """
            for word in "$@"; do case "$word" in file:*/tiny.2.mp4) printf '\001' | dd of="${word#file:}" bs=1 seek=12 conv=notrunc 2> /dev/null;; esac; done
            """);

        Assert.Equal("validate.chunk_digest", failure.Code);
    }

    [Theory]
    [InlineData("0|1|2|3|4|5|6|7|12|13|14|15|8|9|10|11|16|17|18|19|20|21|22|23", "validate.picture_swapped", 8)]
    [InlineData("0|1|2|3|4|5|6|7|8|9|7|8|9|10|11|12|13|14|15|16|17|18|19|20", "validate.picture_doubled", 10)]
    [InlineData("0|1|2|3|4|5|6|7|8|9|11|12|13|14|15|16|17|18|19|20|21|22|23|23", "validate.picture_lost", 10)]
    public async Task Encode_EncoderShowsOtherPicturesAtTheRightTimes_NamesTheFrame(string order, string code, int frameOfChunk)
    {
        // Times and counts are all right: only the pictures tell.
        var failure = await FailAsync(
            $"""
            n=$#
            while [ $n -gt 0 ]; do word="$(printf '%s' "$1" | sed 's/,split=/,shuffleframes={order.Replace('|', ' ')},split=/')"; shift; set -- "$@" "$word"; n=$((n-1)); done
            """);

        Assert.Equal(code, failure.Code);
        Assert.Equal(BadFrame + frameOfChunk, failure.Place.Frame);
    }

    /// <summary>Runs a job whose encoder does this to one chunk. The job must fail and name the chunk; the failure comes back.</summary>
    private static Task<EndFailure> FailAsync(string lines) => FailWithAsync(WrappedFfmpeg.OnChunk(Bad, lines));

    private static async Task<EndFailure> FailWithAsync(string lines)
    {
        var token = TestContext.Current.CancellationToken;
        using var job = await TinyJob.CreateAsync(token);
        var ffmpeg = await WrappedFfmpeg.CreateAsync(job.Folder, lines);
        job.Program.WithScript("RUSHES_FFMPEG", ffmpeg.Path);

        var end = await job.RunAsync(token, "--json");

        Assert.True(end.ExitCode == 1, end.ToString());
        var failure = EndReport.Of(end).Failures[0];
        Assert.True((TinyJob.Rendition, Bad) == (failure.Place.Rendition, failure.Place.Chunk), end.ToString());
        Assert.NotEmpty(failure.Remedy);
        Assert.False(Path.Exists(job.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(job.Folder.Path, "*.partial"));
        return failure;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
