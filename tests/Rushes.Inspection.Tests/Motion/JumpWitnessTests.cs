using Rushes.Inspection.Motion;

namespace Rushes.Inspection.Tests.Motion;

public sealed class JumpWitnessTests
{
    private static readonly PaceMeter NoPace = new(0, 0, 1, 1);

    [Fact]
    public void Weigh_Nothing_IsNone() => Assert.Equal(JumpEvidence.None, JumpWitness.Weigh(NoPace, default));

    [Fact]
    public void Weigh_EvenMotion_IsNone() => Assert.Equal(JumpEvidence.None, JumpWitness.Weigh(new(60, 0, 1, 3), new(60, 1, 1, 1)));

    [Fact]
    public void Weigh_ManyBlocksAStepFurtherOn_IsStrong() => Assert.Equal(JumpEvidence.Strong, JumpWitness.Weigh(new(40, 30, 2, 0.4f), default));

    [Theory]
    [InlineData(11, 11, 2, 0.4f)]
    [InlineData(40, 18, 2, 0.4f)]
    [InlineData(40, 30, 2, 0.8f)]
    [InlineData(40, 30, 4, 0.4f)]
    public void Weigh_FewerOfThemOrWorseOrFurther_IsNotStrong(int blocks, int longer, float multiple, float left) =>
        Assert.NotEqual(JumpEvidence.Strong, JumpWitness.Weigh(new(blocks, longer, multiple, left), default));

    [Fact]
    public void Weigh_HalfAFrameFurtherOn_IsNone() => Assert.Equal(JumpEvidence.None, JumpWitness.Weigh(new(60, 50, 1.5f, 0.8f), new(60, 1.8f, 1.7f, 0.9f)));

    [Fact]
    public void Weigh_FewBlocksAStepFurtherOn_IsClear() => Assert.Equal(JumpEvidence.Clear, JumpWitness.Weigh(new(4, 2, 2, 0.7f), default));

    [Fact]
    public void Weigh_MostPartsChangeMore_IsClear() => Assert.Equal(JumpEvidence.Clear, JumpWitness.Weigh(NoPace, new(4, 1.8f, 1.7f, 0.9f)));

    [Fact]
    public void Weigh_SomePartsChangeMoreAndOthersBack_IsWeak() => Assert.Equal(JumpEvidence.Weak, JumpWitness.Weigh(NoPace, new(9, 1.6f, 0.2f, 0.2f)));
}
