namespace Rushes.Media.Tests.Conformance;

/// <summary>Files of many makers: what is found in them is true, and no more is found. docs/validation.md explains each.</summary>
public sealed class OtherPeoplesFilesTests
{
    private static readonly string[] Folders =
        ["a-content", "b-hdr", "c-interlaced", "d-multichannel", "e-mezzanine", "f-captions", "g-phone", "i-fragmented", "j-4k"];

    // By name: what is wrong with them, all of it.
    private static readonly Dictionary<string, string[]> Faulty = new()
    {
        // Its samples are shown in the order in which they are decoded, and their pictures say otherwise.
        ["a-content/tos_1080p24_hevc10_40s.mp4"] = ["validate.frame_order"],

        // The sequence header in the sample has other tools than that of av1C: SVT-AV1 under FFmpeg does that. A warning.
        ["b-hdr/testsrc2_av1_10bit.mp4"] = ["validate.configuration"],

        // Every second sample is SEI alone, the other fields; the sync samples are one off.
        ["c-interlaced/fate_attachment631-small.mov"] =
            ["validate.first_frame", "validate.missing_slices", "validate.parameter_sets", "validate.sync_sample", "validate.syntax"],

        // It says that 768 kbit/s fill its buffer, and has six times as many. A warning.
        ["g-phone/drew_uuid540.mp4"] = ["validate.hrd_underflow"],

        // It says that 64 bit/s fill a buffer of 16 kbit. A warning.
        ["g-phone/fate_displaymatrix.mov"] = ["validate.hrd_underflow"],

        // As its name says; and hvcC names level 3.1, its parameter set 4.1.
        ["g-phone/fate_two_first_slice_vfr.mp4"] = ["validate.configuration", "validate.several_pictures"],
    };

    public static TheoryData<string> Files => [.. SharedMedia.Names(Folders, ".mp4", ".mov", ".m4v")];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public async Task Check_FileOfOtherPeople_FindsWhatIsTrue(string name)
    {
        var index = await Checked.TryIndexAsync(SharedMedia.Path(name));
        Assert.SkipWhen(index is null, "It has no picture that can be indexed.");

        var faults = await Checked.StreamAsync(index!, null, SharedMedia.Path(name));

        Assert.Equal(Faulty.GetValueOrDefault(name, []), faults.Select(fault => fault.Code).Distinct().Order());
    }
}
