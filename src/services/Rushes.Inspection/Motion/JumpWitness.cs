namespace Rushes.Inspection.Motion;

/// <summary>Weighs what the meters of a step say. Pure.</summary>
internal static class JumpWitness
{
    /// <summary>Against the mean of the steps beside: shorter ones are not looked at any closer, for what that takes.</summary>
    public const float LongStep = 1.1f;

    private const int ManyBlocks = 12;
    private const int EnoughBlocks = 8;
    private const int SomeBlocks = 5;
    private const int FewBlocks = 3;
    private const int FewestBlocks = 2;

    /// <summary>Part of the blocks that have gone further than a step of their pace.</summary>
    private const float HalfOfThem = 0.5f;

    /// <summary>A frame is missing, or two.</summary>
    private const float Doubled = 2;
    private const float Tripled = 3;

    /// <summary>What two steps leave of the differences that one leaves.</summary>
    private const float MuchLess = 0.7f;
    private const float Less = 0.85f;

    /// <summary>Multiples of the change beside: coding and what does not move bring them below two.</summary>
    private const float MoreInMost = 1.4f;
    private const float MoreInAll = 1.3f;
    private const float MuchMore = 1.5f;
    private const float Alike = 0.5f;

    public static JumpEvidence Weigh(PaceMeter pace, ChangeMeter change)
    {
        var isDoubled = pace.Multiple >= Doubled;
        if (isDoubled && pace.Multiple <= Tripled && pace.Blocks >= ManyBlocks && pace.Longer >= HalfOfThem * pace.Blocks && pace.Left <= MuchLess)
        {
            return JumpEvidence.Strong;
        }

        // Half a frame further on: times were uneven when it was taken, or when its rate was converted. No frame is missing.
        if (!isDoubled && pace.Blocks >= EnoughBlocks)
        {
            return JumpEvidence.None;
        }

        if ((isDoubled && pace.Blocks >= FewBlocks && pace.Longer >= HalfOfThem * pace.Blocks)
            || (change.Blocks >= FewBlocks && change.Median >= MoreInMost && change.Whole >= MoreInAll && change.Likeness >= Alike))
        {
            return JumpEvidence.Clear;
        }

        return (pace.Blocks >= FewestBlocks && pace.Left <= Less) || (change.Blocks >= SomeBlocks && change.Median >= MuchMore) ? JumpEvidence.Weak : JumpEvidence.None;
    }
}
