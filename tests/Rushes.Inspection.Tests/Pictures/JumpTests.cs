using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Inspection.Motion;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class JumpTests
{
    [Fact]
    public void JumpSearch_MostBlocksJump_IsADroppedFrame() => Assert.Equal([20], Found(step: 900, steady: 30, longer: 25));

    [Fact]
    public void JumpSearch_FewBlocksJump_IsNone() => Assert.Empty(Found(step: 900, steady: 30, longer: 12));

    [Fact]
    public void JumpSearch_AStepAsLargeAsThoseBeside_IsNone() => Assert.Empty(Found(step: 520, steady: 30, longer: 30));

    [Fact]
    public void JumpSearch_WhereTheRateWasConverted_IsNone() => Assert.Empty(Found(step: 900, steady: 30, longer: 25, new FrameRun(0, 15)));

    [Fact]
    public void JumpSearch_ManyBlocksThatJumpInFineTextures_AreADroppedFrame() => Assert.Equal([20], Found(step: 620, steady: 60, longer: 50));

    [Theory]
    [InlineData((byte)JumpEvidence.Strong, 560)]
    [InlineData((byte)JumpEvidence.Clear, 640)]
    [InlineData((byte)JumpEvidence.Weak, 660)]
    public void JumpSearch_OtherEvidenceAndALongerStep_IsADroppedFrame(byte evidence, int step) => Assert.Equal([20], Found(evidence, step));

    [Theory]
    [InlineData((byte)JumpEvidence.Strong, 540)]
    [InlineData((byte)JumpEvidence.Clear, 600)]
    [InlineData((byte)JumpEvidence.Weak, 640)]
    [InlineData((byte)JumpEvidence.None, 1500)]
    public void JumpSearch_OtherEvidenceAndAStepLikeThoseBeside_IsNone(byte evidence, int step) => Assert.Empty(Found(evidence, step));

    [Fact]
    public void JumpSearch_AKeyFrame_DiffersByItsCoding()
    {
        Assert.Empty(Found((byte)JumpEvidence.Clear, 900, 20));
        Assert.Equal([20], Found((byte)JumpEvidence.Strong, 900, 20));
    }

    [Fact]
    public void JumpSearch_ALongerStepNearBy_IsUnevenMotion() => Assert.Empty(Found((byte)JumpEvidence.Strong, MeasuredFilm.Steps(40, 500, (18, 700), (20, 650))));

    [Fact]
    public void JumpSearch_AnotherPicture_IsNone() => Assert.Empty(Found((byte)JumpEvidence.Weak, 2600));

    [Fact]
    public void JumpSearch_BehindAStillPicture_IsNone() => Assert.Empty(Found((byte)JumpEvidence.Strong, [.. new ushort[20], .. MeasuredFilm.Steps(20, 500, (0, 900))]));

    [Fact]
    public void JumpSearch_LittleMotion_CannotBeTold() => Assert.Empty(Found((byte)JumpEvidence.Strong, MeasuredFilm.Steps(40, 100, (20, 200))));

    [Fact]
    public void JumpSearch_JumpsAtOneDistance_AreOneConversionOfTheRate()
    {
        var finding = Assert.Single(Jumps(400, [.. Enumerable.Range(1, 70).Select(number => 5 * number).Where(frame => frame is not (50 or 155))]));

        Assert.Equal(("picture.cadence", 5L, 351L), (finding.Code, finding.Frames.From, finding.Frames.To));
        Assert.Equal("one frame of 6", finding.Evidence["missing"]);
    }

    [Theory]
    [InlineData(true, 30, 54, 126, 150)] // 78 and 102 are not seen
    [InlineData(false, 30, 54, 126)]
    [InlineData(false, 30, 54, 110, 190)]
    [InlineData(false, 30, 35, 40, 55)]
    public void JumpSearch_FewJumps_AreOneConversionWhereTheyAreFarApartAndEven(bool isConversion, params int[] jumps) =>
        Assert.Equal(isConversion, Jumps(200, jumps) is [{ Code: "picture.cadence" } one] && one.Evidence["missing"] == "one frame of 25");

    [Fact]
    public void JumpSearch_AJumpBetweenThoseOfARhythm_IsToldByItself()
    {
        var findings = Jumps(400, [.. Enumerable.Range(1, 20).Select(number => 12 * number), 303]);

        Assert.Equal(["picture.cadence", "picture.dropped"], findings.Select(finding => finding.Code));
        Assert.Equal(303, findings[1].Frames.From);
    }

    [Fact]
    public void JumpSearch_ThousandsOfJumps_AreFiftyAndTheRest()
    {
        int[] jumps = [.. Enumerable.Range(1, 600).Select(number => (12 * number) + (number * number % 5))];

        var findings = Jumps(8000, jumps);

        Assert.Equal(51, findings.Count);
        Assert.Equal("550", findings[^1].Evidence["count"]);
        Assert.Equal(jumps[50], findings[^1].Frames.From);
    }

    private static IReadOnlyList<Finding> Jumps(int count, int[] jumps)
    {
        var blocks = new (byte Steady, byte Longer)[count];
        foreach (var jump in jumps)
        {
            blocks[jump] = (30, 25);
        }

        var film = MeasuredFilm.Of(MeasuredFilm.Steps(count, 500, [.. jumps.Select(jump => (jump, (ushort)900))]), blocks: blocks);
        return [.. JumpSearch.Find(film, new bool[count], [])];
    }

    private static IEnumerable<long> Found(byte evidence, int step, params int[] keys) => Found(evidence, MeasuredFilm.Steps(40, 500, (20, (ushort)step)), keys);

    private static IEnumerable<long> Found(byte evidence, ushort[] steps, params int[] keys)
    {
        var film = MeasuredFilm.Of(40, measures =>
        {
            measures.Steps.Clear();
            measures.Steps.AddRange(steps.Select(one => (uint)one));
            var evidences = new byte[40];
            evidences[20] = evidence;
            measures.JumpEvidence = ByteString.CopyFrom(evidences);
        }) with { KeyFrames = keys.ToHashSet() };
        return JumpSearch.Find(film, new bool[40], []).Select(finding => finding.Frames.From);
    }

    private static IEnumerable<long> Found(ushort step, byte steady, byte longer, params FrameRun[] rhythms)
    {
        var blocks = new (byte Steady, byte Longer)[40];
        blocks[20] = (steady, longer);
        var film = MeasuredFilm.Of(MeasuredFilm.Steps(40, 500, (20, step)), blocks: blocks);
        return JumpSearch.Find(film, new bool[40], rhythms).Select(finding => finding.Frames.From);
    }
}
