using Google.Protobuf;
using Rushes.Inspection.Motion;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

public sealed class LossRhythmTests
{
    private const int Frames = 300;
    private const int Phase = 6;

    private static readonly int[] Jumps = [.. Enumerable.Range(0, Frames / LossRhythm.Distance).Select(cycle => Phase + (LossRhythm.Distance * cycle))];

    [Fact]
    public void PhaseIn_LongerStepsOfWhichSomeLookLikeJumps_IsTheirs() => Assert.Equal(Phase, PhaseIn(1.25, [.. Jumps.Take(5)]));

    [Fact]
    public void PhaseIn_LongerStepsThatLookLikeNone_AreKeyFrames() => Assert.Null(PhaseIn(1.25, [.. Jumps.Take(3)]));

    [Fact]
    public void PhaseIn_StepsLikeThoseBeside_HaveNone() => Assert.Null(PhaseIn(1.05, Jumps));

    [Fact]
    public void PhaseIn_AFourthOfThem_IsNone() => Assert.Null(PhaseIn(1.25, Jumps, frame => frame < Frames / 4));

    [Fact]
    public void PhaseIn_WhereLittleMoves_IsUnknown() => Assert.Null(PhaseIn(1.25, Jumps, usual: 60));

    [Fact]
    public void PhaseIn_CutsAtOneDistance_AreNone() => Assert.Null(PhaseIn(3, Jumps, cuts: Jumps));

    [Fact]
    public void Find_JumpsThatCannotBeToldOneByOne_AreOneConversionOfTheRate()
    {
        var finding = Assert.Single(JumpSearch.Find(Film(1.25, [.. Jumps.Take(5)]), new bool[Frames], []));

        Assert.Equal(("picture.cadence", "one frame of 25"), (finding.Code, finding.Evidence["missing"]));
    }

    [Fact]
    public void Find_OtherRhythms_AreToldAlone() => Assert.Empty(JumpSearch.Find(Film(1.25, [.. Jumps.Take(5)]), new bool[Frames], [new FrameRun(0, Frames)]));

    private static int? PhaseIn(double longer, int[] told, Func<int, bool>? isLonger = null, int usual = 1000, params int[] cuts) =>
        LossRhythm.PhaseIn(Film(longer, told, isLonger, usual, cuts), new FrameRun(0, Frames));

    // Motion is uneven by an eighth, so that no jump stands out from two beside it.
    private static Film Film(double longer, int[] told, Func<int, bool>? isLonger = null, int usual = 1000, params int[] cuts)
    {
        var random = new Random(7);
        var evidence = new byte[Frames];
        Array.ForEach(told, frame => evidence[frame] = (byte)JumpEvidence.Weak);
        return MeasuredFilm.Of(
            Frames,
            measures =>
            {
                measures.Steps.Clear();
                measures.Steps.AddRange(Enumerable.Range(0, Frames).Select(frame => (uint)(usual * (0.94 + (0.12 * random.NextDouble())) * (Jumps.Contains(frame) && isLonger?.Invoke(frame) != false ? longer : 1))));
                measures.JumpEvidence = ByteString.CopyFrom(evidence);
            },
            cuts);
    }
}
