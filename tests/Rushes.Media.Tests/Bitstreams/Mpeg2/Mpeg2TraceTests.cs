using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Mpeg2;

namespace Rushes.Media.Tests.Bitstreams.Mpeg2;

/// <summary>Headers of real streams, against FFmpeg's reading of them.</summary>
public sealed class Mpeg2TraceTests
{
    private static readonly string[] Names =
        ["Sequence Header", "Sequence Extension", "Sequence Display Extension", "Group of Pictures Header", "Picture Header", "Picture Coding Extension"];

    [Theory]
    [InlineData("c-interlaced/fate_sony-ct3_pulldown.m2v")]
    [InlineData("e-mezzanine/fate_hhi_burst_422_short.m2v")]
    public async Task Headers_OfARealStream_ReadAsFFmpegReadsThem(string name)
    {
        var (stream, units) = await TraceHeaders.RunAsync(SharedMedia.Path(name), "", "mpeg2video", 100);
        var traced = units.Where(unit => Names.Contains(unit.Name)).ToList();
        var at = 0;
        var startCodes = new StartCodeUnits(stream);
        while (startCodes.TryRead(out var unit))
        {
            if (Describe(unit.Bytes) is { } read)
            {
                Assert.Equal(Describe(traced[at]), read);
                at++;
                var head = unit.Bytes[..Math.Min(24, unit.Bytes.Length)];
                Hostile.Truncate(head, bytes => Describe(bytes));
                Hostile.Mutate(head, 10, bytes => Describe(bytes));
            }
        }

        Assert.Equal(traced.Count, at);
        Assert.NotEmpty(traced);
    }

    private static string? Describe(ReadOnlySpan<byte> unit)
    {
        switch (Mpeg2Unit.TypeOf(unit), Mpeg2Unit.ExtensionOf(unit))
        {
            case (Mpeg2StartCode.SequenceHeader, _):
                var header = Mpeg2SequenceHeader.Parse(unit);
                return FormattableString.Invariant($"size {header.Width} {header.Height} {header.AspectCode} {header.FrameRateCode} {header.BitRate} {header.BufferSize}");
            case (_, Mpeg2Extension.Sequence):
                var sequence = Mpeg2SequenceExtension.Parse(unit);
                return FormattableString.Invariant($"sequence {sequence.ProfileAndLevel} {sequence.IsProgressive} {(int)sequence.Chroma} {sequence.HasLowDelay}");
            case (_, Mpeg2Extension.SequenceDisplay):
                var display = Mpeg2DisplayExtension.Parse(unit);
                return FormattableString.Invariant($"display {display.VideoFormat} {display.Colour?.Primaries ?? 0} {display.Width} {display.Height}");
            case (Mpeg2StartCode.Group, _):
                return FormattableString.Invariant($"group {Mpeg2GroupHeader.Parse(unit).IsClosed} {Mpeg2GroupHeader.Parse(unit).IsBroken}");
            case (Mpeg2StartCode.Picture, _):
                return FormattableString.Invariant($"picture {Mpeg2PictureHeader.Parse(unit).TemporalReference} {Mpeg2PictureHeader.Parse(unit).CodingType}");
            case (_, Mpeg2Extension.PictureCoding):
                var coding = Mpeg2PictureCodingExtension.Parse(unit);
                return FormattableString.Invariant($"coding {coding.PictureStructure} {coding.IsTopFieldFirst} {coding.RepeatsFirstField} {coding.IsProgressive}");
            default:
                return null;
        }
    }

    private static string Describe(TracedUnit unit) => unit.Name switch
    {
        "Sequence Header" => FormattableString.Invariant($"size {unit["horizontal_size_value"]} {unit["vertical_size_value"]} {unit["aspect_ratio_information"]} {unit["frame_rate_code"]} {unit["bit_rate_value"]} {unit["vbv_buffer_size_value"]}"),
        "Sequence Extension" => FormattableString.Invariant($"sequence {unit["profile_and_level_indication"]} {unit["progressive_sequence"] == 1} {unit["chroma_format"]} {unit["low_delay"] == 1}"),
        "Sequence Display Extension" => FormattableString.Invariant($"display {unit["video_format"]} {unit["colour_primaries"]} {unit["display_horizontal_size"]} {unit["display_vertical_size"]}"),
        "Group of Pictures Header" => FormattableString.Invariant($"group {unit["closed_gop"] == 1} {unit["broken_link"] == 1}"),
        "Picture Header" => FormattableString.Invariant($"picture {unit["temporal_reference"]} {unit["picture_coding_type"]}"),
        _ => FormattableString.Invariant($"coding {unit["picture_structure"]} {unit["top_field_first"] == 1} {unit["repeat_first_field"] == 1} {unit["progressive_frame"] == 1}"),
    };
}
